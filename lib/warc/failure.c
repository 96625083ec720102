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
	[GJ_FETCH_ROBOTS] = { "robots",
	                      "The site's robots.txt does not allow this address, or could not be "
	                      "had; ask the site, or open the page by hand.",
	                      "网站的 robots.txt 不允许抓取该网址或无法取得；请联系网站，或人工打开。" },
	[GJ_FETCH_DNS] = { "dns", "The host name cannot be found; check the address.",
	                   "找不到主机名，请核对网址。" },
	[GJ_FETCH_CONNECT] = { "connect", "The server cannot be reached; try again later.",
	                       "无法连接服务器，请稍后重试。" },
	[GJ_FETCH_TLS] = { "tls", "No secure connection could be made; check the address, or try http.",
	                   "无法建立安全连接；请核对网址，或改用 http 网址。" },
	[GJ_FETCH_TLS_LEGACY] = { "tls_legacy",
	                          "The server offers only outdated TLS; if you accept that, set "
	                          "tls = legacy for this host in the configuration.",
	                          "服务器只支持过时的 TLS；如可接受，请在配置文件中为该主机设置 "
	                          "tls = legacy。" },
	[GJ_FETCH_TLS_SM2] = { "tls_sm2",
	                       "The server speaks only TLCP (SM2), which is not supported here; look "
	                       "for an http address, or save the page by hand.",
	                       "服务器只支持国密 TLCP（SM2），本程序不支持；请改用 http 网址，"
	                       "或人工保存网页。" },
	[GJ_FETCH_CERTIFICATE] = { "certificate",
	                           "The server's certificate is not valid for this address; check the "
	                           "host name, and tell the site.",
	                           "服务器证书对该网址无效；请核对主机名，并告知网站。" },
	[GJ_FETCH_TIMEOUT] = { "timeout", "The server took too long; raise --timeout or try later.",
	                       "服务器响应超时；请调大 --timeout 或稍后重试。" },
	[GJ_FETCH_TOO_LARGE] = { "too_large",
	                         "The answer is larger than --max-size allows; raise it if this is "
	                         "the report.",
	                         "内容超过 --max-size 的限制；若确为年报，请调大。" },
	[GJ_FETCH_REDIRECTS] = { "redirects",
	                         "Too many redirects, or one to a forbidden address; look where the "
	                         "page is now.",
	                         "重定向过多，或指向不允许的地址；请查找网页现在的位置。" },
	[GJ_FETCH_REMOVED] = { "removed", "The page is not there any more; look for its new address.",
	                       "网页已不存在，请查找新的网址。" },
	[GJ_FETCH_LOGIN] = { "login", "The server wants a login; look for a public address.",
	                     "服务器要求登录，请查找公开的网址。" },
	[GJ_FETCH_CHALLENGE] = { "challenge",
	                         "The server tests for a browser and lets no program in; open the "
	                         "page by hand and save it.",
	                         "服务器要求通过浏览器验证，不接受程序访问；请人工打开并保存网页。" },
	[GJ_FETCH_HTTP_STATUS] = { "http_status",
	                           "The server answered with an error; try again later.",
	                           "服务器返回错误状态，请稍后重试。" },
	[GJ_FETCH_BROKEN] = { "broken", "The answer broke off or was malformed; try again later.",
	                      "传输中断或内容不合协议，请稍后重试。" },
	[GJ_FETCH_HOST_STOPPED] = { "host_stopped",
	                            "The host failed again and again and was not asked any more; try "
	                            "again later with --retry-failed.",
	                            "该主机连续失败，已停止访问；请稍后用 --retry-failed 重试。" },
	[GJ_FETCH_FILE] = { "file", "The local file cannot be read; check path and permissions.",
	                    "无法读取本地文件，请检查路径和权限。" },
	[GJ_FETCH_NOT_CAPTURED] = { "not_captured",
	                            "The archive has no capture of the address; fetch it first.",
	                            "存档中没有该网址，请先下载。" },
	[GJ_FETCH_INTERRUPTED] = { "interrupted", "The run was ended before its turn; run it again.",
	                           "运行在轮到它之前已中止，请重新运行。" },
};

const char *gj_fetch_failure_name(gj_fetch_failure failure)
{
	return texts[failure].name;
}

gj_fetch_failure gj_fetch_failure_of_name(gj_str name)
{
	gj_fetch_failure i = GJ_FETCH_OK;
	while (i < GJ_FETCH_FAILURE_COUNT && !gj_str_equal(name, gj_str_of(texts[i].name)))
		i++;
	return i;
}

const char *gj_fetch_failure_sentence(gj_fetch_failure failure, bool chinese)
{
	return chinese ? texts[failure].chinese : texts[failure].english;
}

gj_fetch_failure gj_fetch_failure_of_status(long status)
{
	static const struct meaning {
		long status;
		gj_fetch_failure failure;
	} meanings[] = {
		{ 401, GJ_FETCH_LOGIN },     { 404, GJ_FETCH_REMOVED },   { 407, GJ_FETCH_LOGIN },
		{ 410, GJ_FETCH_REMOVED },   { 412, GJ_FETCH_CHALLENGE }, { 511, GJ_FETCH_LOGIN },
		{ 521, GJ_FETCH_CHALLENGE },
	};
	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
		if (meanings[i].status == status)
			return meanings[i].failure;
	return GJ_FETCH_HTTP_STATUS;
}
