#include "net/ping.h"

#include "net/address.h"

#include <curl/curl.h>

enum {
	CONNECT_SECONDS = 5,
	REDIRECTS_MAX = 3,
	ANSWER_MAX = 1 << 20, /* bytes; none is kept */
	ARENA_MAX = 1 << 16,
	BAD_STATUS = 400,
};

static size_t drop(char *bytes, size_t size, size_t count, void *context)
{
	(void)bytes;
	(void)context;
	return size * count;
}

static gj_str with_step(gj_arena *arena, gj_str url, const char *step)
{
	gj_str path = gj_str_upto(url, gj_str_find(url, GJ_STR("?")));
	gj_str query = gj_str_from(url, path.len);
	while (*step && gj_str_ends(path, GJ_STR("/")))
		path.len--;
	return gj_str_format(arena, "%.*s%s%.*s", GJ_STR_ARG(path), step, GJ_STR_ARG(query));
}

static void prepare(CURL *easy, const char *url, gj_str body)
{
	curl_easy_setopt(easy, CURLOPT_URL, url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(easy, CURLOPT_MAXREDIRS, (long)REDIRECTS_MAX);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)GJ_PING_SECONDS_MAX);
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)ANSWER_MAX);
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "gouji/" GJ_VERSION);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop);
	if (!body.len)
		return;
	curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.len);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.ptr);
}

static gj_code request(const gj_address *address, gj_str body, gj_err *err)
{
	CURL *easy = curl_easy_init();
	struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: text/plain; charset=utf-8");
	if (!easy || !headers) {
		curl_easy_cleanup(easy);
		curl_slist_free_all(headers);
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	}
	prepare(easy, address->url.ptr, body);
	if (body.len)
		curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	CURLcode result = curl_easy_perform(easy);
	long status = 0;
	curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_cleanup(easy);
	curl_slist_free_all(headers);
	if (result != CURLE_OK)
		return gj_err_set(err, GJ_E_NETWORK, 0, "%.*s: %s", GJ_STR_ARG(address->origin),
		                  curl_easy_strerror(result));
	if (status >= BAD_STATUS)
		return gj_err_set(err, GJ_E_NETWORK, 0, "%.*s: HTTP status %ld",
		                  GJ_STR_ARG(address->origin), status);
	return GJ_OK;
}

bool gj_ping_possible(gj_str url)
{
	gj_arena arena;
	gj_address address;
	gj_arena_init(&arena, ARENA_MAX);
	bool possible = gj_address_parse(&arena, url, &address);
	gj_arena_release(&arena);
	return possible;
}

gj_code gj_ping(gj_str url, const char *step, gj_str body, gj_err *err)
{
	gj_arena arena;
	gj_address address;
	gj_arena_init(&arena, ARENA_MAX);
	gj_code code = GJ_OK;
	if (!gj_address_parse(&arena, with_step(&arena, url, step), &address))
		code = gj_err_set(err, GJ_E_USAGE, 0, "not an http or https address");
	else if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		code = gj_err_set(err, GJ_E_INTERNAL, 0, "libcurl cannot start");
	if (code == GJ_OK) {
		code = request(&address, body, err);
		curl_global_cleanup();
	}
	gj_arena_release(&arena);
	return code;
}
