#include "warc/capture.h"

static const struct failure_text {
	const char *name, *english, *chinese;
} texts[GJ_FETCH_FAILURE_COUNT] = {
	[GJ_FETCH_OK] = { "ok", "Fetched.", "已获取。" },
	[GJ_FETCH_BAD_ADDRESS] = { "bad_address",
	                           "The address is not a valid http or https address; correct it.",
	                           "网址不是有效的 http 或 https 地址，请更正。" },
	[GJ_FETCH_REFUSED_ADDRESS] = { "refused_address",
	                               "The address leads into a private network; if that is meant, "
	                               "use --allow-private.",
	                               "网址指向内部网络；如确有需要，请使用 --allow-private。" },
	[GJ_FETCH_DNS] = { "dns", "The host name cannot be found; check the address.",
	                   "找不到主机名，请核对网址。" },
	[GJ_FETCH_CONNECT] = { "connect", "The server cannot be reached; try again later.",
	                       "无法连接服务器，请稍后重试。" },
	[GJ_FETCH_TLS] = { "tls", "No secure connection: certificate or protocol is not accepted.",
	                   "无法建立安全连接：证书或协议不被接受。" },
	[GJ_FETCH_TIMEOUT] = { "timeout", "The server took too long; raise --timeout or try later.",
	                       "服务器响应超时；请调大 --timeout 或稍后重试。" },
	[GJ_FETCH_TOO_LARGE] = { "too_large", "The answer is larger than --max-size allows.",
	                         "内容超过 --max-size 的限制。" },
	[GJ_FETCH_REDIRECTS] = { "redirects", "Too many redirects, or one to a forbidden address.",
	                         "重定向过多，或指向不允许的地址。" },
	[GJ_FETCH_HTTP_STATUS] = { "http_status", "The server answered with an error.",
	                           "服务器返回错误状态。" },
	[GJ_FETCH_BROKEN] = { "broken", "The answer broke off or was malformed.",
	                      "传输中断或内容不合协议。" },
	[GJ_FETCH_FILE] = { "file", "The local file cannot be read.", "无法读取本地文件。" },
	[GJ_FETCH_NOT_CAPTURED] = { "not_captured", "The archive has no capture of the address.",
	                            "存档中没有该网址。" },
	[GJ_FETCH_INTERRUPTED] = { "interrupted", "The run was ended before its turn; run it again.",
	                           "运行在轮到它之前已中止，请重新运行。" },
};

const char *gj_fetch_failure_name(gj_fetch_failure failure)
{
	return texts[failure].name;
}

const char *gj_fetch_failure_sentence(gj_fetch_failure failure, bool chinese)
{
	return chinese ? texts[failure].chinese : texts[failure].english;
}
