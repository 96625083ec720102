#include "net/transfer.h"

#include "net/address.h"
#include "warc/http_head.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum {
	HEADERS_MAX = 256 * 1024, /* honest answers have a few KB */
	LOW_SPEED_BYTES = 100,    /* a second: slower is a stall that keeps a place taken … */
	LOW_SPEED_SECONDS = 30,   /* … when it lasts this long */
};

/* What libcurl's results mean to us; others are broken transfers. */
static const struct meaning {
	CURLcode result;
	gj_fetch_failure failure;
	bool transient;
} meanings[] = {
	{ CURLE_UNSUPPORTED_PROTOCOL, GJ_FETCH_BAD_ADDRESS, false },
	{ CURLE_URL_MALFORMAT, GJ_FETCH_BAD_ADDRESS, false },
	{ CURLE_LOGIN_DENIED, GJ_FETCH_BAD_ADDRESS, false }, /* credentials in the address */
	/* libcurl does not tell an unknown name from a name server out of order. */
	{ CURLE_COULDNT_RESOLVE_HOST, GJ_FETCH_DNS, true },
	{ CURLE_COULDNT_CONNECT, GJ_FETCH_CONNECT, true },
	{ CURLE_OPERATION_TIMEDOUT, GJ_FETCH_TIMEOUT, true },
	{ CURLE_SSL_CONNECT_ERROR, GJ_FETCH_TLS, false },
	{ CURLE_SSL_CERTPROBLEM, GJ_FETCH_TLS, false },
	{ CURLE_SSL_CIPHER, GJ_FETCH_TLS, false },
	{ CURLE_PEER_FAILED_VERIFICATION, GJ_FETCH_TLS, false },
	{ CURLE_SSL_CACERT_BADFILE, GJ_FETCH_TLS, false },
	{ CURLE_SSL_ISSUER_ERROR, GJ_FETCH_TLS, false },
	{ CURLE_SSL_INVALIDCERTSTATUS, GJ_FETCH_TLS, false },
	{ CURLE_SSL_CLIENTCERT, GJ_FETCH_TLS, false },
	{ CURLE_TOO_MANY_REDIRECTS, GJ_FETCH_REDIRECTS, false },
	{ CURLE_FILESIZE_EXCEEDED, GJ_FETCH_TOO_LARGE, false },
	{ CURLE_PARTIAL_FILE, GJ_FETCH_BROKEN, true },
	{ CURLE_GOT_NOTHING, GJ_FETCH_BROKEN, true },
	{ CURLE_SEND_ERROR, GJ_FETCH_BROKEN, true },
	{ CURLE_RECV_ERROR, GJ_FETCH_BROKEN, true },
	{ CURLE_HTTP2, GJ_FETCH_BROKEN, true },
	{ CURLE_HTTP2_STREAM, GJ_FETCH_BROKEN, true },
};

/* ---- what libcurl calls ---- */

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
	gj_transfer *transfer = context;
	gj_str line = { bytes, size * count };
	/* Redirects and 1xx answers come first: the last answer is the one to keep. */
	if (gj_str_starts(line, GJ_STR("HTTP/"))) {
		gj_buffer_clear(&transfer->headers);
		gj_buffer_clear(&transfer->body);
		transfer->headers_complete = transfer->refused = transfer->reached = false;
		transfer->answered_at = time(NULL);
	}
	if (transfer->headers_complete)
		return line.len; /* a trailer */
	gj_buffer_add_str(&transfer->headers, line);
	transfer->headers_complete = gj_str_trim(line).len == 0;
	return transfer->headers.failed ? 0 : line.len;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	gj_transfer *transfer = context;
	gj_buffer_add(&transfer->body, bytes, size * count);
	return transfer->body.failed ? 0 : size * count;
}

static void describe_refusal(gj_transfer *transfer, const struct curl_sockaddr *address)
{
	char text[INET6_ADDRSTRLEN] = "?";
	const void *bytes = &((const struct sockaddr_in *)(const void *)&address->addr)->sin_addr;
	if (address->family == AF_INET6)
		bytes = &((const struct sockaddr_in6 *)(const void *)&address->addr)->sin6_addr;
	inet_ntop(address->family, bytes, text, sizeof text);
	snprintf(transfer->detail, sizeof transfer->detail, "%s is not a public address", text);
}

/* Every connection is opened here, after every name lookup and redirect. */
static curl_socket_t guard(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	(void)purpose;
	gj_transfer *transfer = context;
	if (!transfer->options->allow_private &&
	    !gj_address_is_public(&address->addr, address->addrlen)) {
		transfer->refused = true;
		describe_refusal(transfer, address);
		return CURL_SOCKET_BAD;
	}
	transfer->reached = true;
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* ---- setting up ---- */

static long milliseconds(double seconds)
{
	return seconds > 0 && seconds < 1e6 ? (long)(seconds * 1000) + 1 : 0;
}

static void set_limits(CURL *easy, const gj_fetch_options *options)
{
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(easy, CURLOPT_MAXREDIRS, (long)options->redirects);
	curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, milliseconds(options->timeout_seconds));
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(options->connect_seconds));
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)LOW_SPEED_BYTES);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)LOW_SPEED_SECONDS);
	/* What is announced too large is not begun; the body's ceiling sees to the rest. */
	curl_off_t most = options->size_max < INT64_MAX ? (curl_off_t)options->size_max : 0;
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, most);
}

static void set_environment(CURL *easy, const char *user_agent)
{
	/* Nothing from the user's files or environment goes to a stranger. */
	curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_USERAGENT, user_agent);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
}

static void set_callbacks(CURL *easy, gj_transfer *transfer)
{
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, guard);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->detail);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
}

gj_transfer *gj_transfer_new(const gj_fetch_options *options, const char *user_agent)
{
	gj_transfer *made = calloc(1, sizeof *made);
	if (!made || !(made->easy = curl_easy_init())) {
		free(made);
		return NULL;
	}
	made->options = options;
	made->job = GJ_TRANSFER_IDLE;
	gj_buffer_init(&made->headers, HEADERS_MAX);
	gj_buffer_init(&made->body, options->size_max);
	set_limits(made->easy, options);
	set_environment(made->easy, user_agent);
	set_callbacks(made->easy, made);
	return made;
}

void gj_transfer_free(gj_transfer *transfer)
{
	if (!transfer)
		return;
	curl_easy_cleanup(transfer->easy);
	gj_transfer_end(transfer);
	free(transfer);
}

void gj_transfer_begin(gj_transfer *transfer, size_t job, const char *url)
{
	transfer->job = job;
	transfer->headers_complete = transfer->refused = transfer->reached = false;
	transfer->answered_at = 0;
	transfer->detail[0] = '\0';
	gj_buffer_clear(&transfer->headers);
	gj_buffer_clear(&transfer->body);
	curl_easy_setopt(transfer->easy, CURLOPT_URL, url);
}

void gj_transfer_end(gj_transfer *transfer)
{
	transfer->job = GJ_TRANSFER_IDLE;
	gj_buffer_release(&transfer->headers);
	gj_buffer_release(&transfer->body);
}

/* ---- outcome ---- */

static const struct meaning *meaning_of(CURLcode result)
{
	static const struct meaning broken = { CURLE_OK, GJ_FETCH_BROKEN, false };
	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
		if (meanings[i].result == result)
			return &meanings[i];
	return &broken;
}

/* Asked again: 429 and 5xx, which servers also use when they are overloaded. */
static bool is_transient_status(long status)
{
	return status == 429 || (status >= 500 && status < 600);
}

static gj_fetch_failure classify(const gj_transfer *transfer, CURLcode result,
                                 const gj_capture *capture, bool *transient)
{
	const struct meaning *meaning = meaning_of(result);
	*transient = false;
	if (result == CURLE_OK) {
		*transient = is_transient_status(capture->status);
		return gj_http_status_is_good(capture->status) ? GJ_FETCH_OK : GJ_FETCH_HTTP_STATUS;
	}
	if (transfer->body.failed == GJ_E_LIMIT)
		return GJ_FETCH_TOO_LARGE;
	if (transfer->refused && !transfer->reached)
		return GJ_FETCH_REFUSED_ADDRESS;
	if (meaning->failure == GJ_FETCH_BAD_ADDRESS && capture->status)
		return GJ_FETCH_REDIRECTS; /* the written address was good */
	*transient = meaning->transient;
	return meaning->failure;
}

static void describe(gj_transfer *transfer, CURLcode result, gj_capture *capture)
{
	size_t size = sizeof transfer->detail;
	if (capture->failure == GJ_FETCH_HTTP_STATUS)
		snprintf(transfer->detail, size, "HTTP status %ld", capture->status);
	else if (capture->failure == GJ_FETCH_TOO_LARGE)
		snprintf(transfer->detail, size, "more than %zu bytes", transfer->options->size_max);
	else if (capture->failure != GJ_FETCH_OK && !transfer->detail[0])
		snprintf(transfer->detail, size, "%s", curl_easy_strerror(result));
	if (capture->failure != GJ_FETCH_OK)
		capture->detail = gj_str_of(transfer->detail);
}

static int64_t retry_after(CURL *easy, long status)
{
	curl_off_t seconds = 0;
	if (status == 429 || status == 503)
		curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds);
	/* A date in the past is negative; the scheduler caps the rest. */
	return seconds <= 0 ? 0 : seconds < INT32_MAX ? seconds * 1000 : INT64_MAX;
}

gj_attempt gj_transfer_outcome(gj_transfer *transfer, CURLcode result, gj_capture *capture)
{
	gj_attempt attempt = { 0 };
	long redirects = 0;
	const char *effective = NULL;
	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &capture->status);
	curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_COUNT, &redirects);
	curl_easy_getinfo(transfer->easy, CURLINFO_EFFECTIVE_URL, &effective);
	capture->redirects = (unsigned)redirects;
	if (redirects)
		capture->final_address = gj_str_of(effective);
	capture->captured_at = transfer->answered_at ? transfer->answered_at : time(NULL);
	capture->failure = classify(transfer, result, capture, &attempt.transient);
	describe(transfer, result, capture);
	attempt.retry_after_ms = retry_after(transfer->easy, capture->status);
	if (result != CURLE_OK)
		return attempt;
	capture->headers = gj_buffer_str(&transfer->headers);
	capture->content_type = gj_header_value(capture->headers, GJ_STR("Content-Type"));
	capture->body = gj_buffer_str(&transfer->body);
	capture->digest = gj_digest(capture->body, transfer->digest);
	return attempt;
}
