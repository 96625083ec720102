#include "net/transfer.h"

#include "net/address.h"
#include "warc/http_head.h"

#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum {
	HEADERS_MAX = 256 * 1024, /* honest answers have a few KB */
	LOW_SPEED_BYTES = 100,    /* a second: slower is a stall that keeps a place taken … */
	LOW_SPEED_SECONDS = 30,   /* … when it lasts this long */
	REQUEST_MAX = 64 * 1024,  /* ours, with cookies */
	VALIDATOR_MAX = 1024,     /* bytes of an ETag that is sent back */
	COOKIES_MAX = 20000,      /* kept in a run, of 4 KB at most; then all are forgotten */
	TLS_HEAD = 5,             /* bytes: content type, version, length */
};

/* What libcurl's results mean to us; others are broken transfers. */
static const struct meaning {
	CURLcode result;
	gj_fetch_failure failure;
	bool transient;
} meanings[] = {
	/* The answer is none of HTTP: addresses of other schemes never come here. */
	{ CURLE_UNSUPPORTED_PROTOCOL, GJ_FETCH_BROKEN, false },
	{ CURLE_URL_MALFORMAT, GJ_FETCH_BAD_ADDRESS, false },
	{ CURLE_LOGIN_DENIED, GJ_FETCH_BAD_ADDRESS, false }, /* credentials in the address */
	/* libcurl does not tell an unknown name from a name server out of order. */
	{ CURLE_COULDNT_RESOLVE_HOST, GJ_FETCH_DNS, true },
	{ CURLE_COULDNT_CONNECT, GJ_FETCH_CONNECT, true },
	{ CURLE_OPERATION_TIMEDOUT, GJ_FETCH_TIMEOUT, true },
	{ CURLE_SSL_CONNECT_ERROR, GJ_FETCH_TLS, false },
	{ CURLE_SSL_CERTPROBLEM, GJ_FETCH_TLS, false },
	{ CURLE_SSL_CIPHER, GJ_FETCH_TLS, false },
	{ CURLE_PEER_FAILED_VERIFICATION, GJ_FETCH_CERTIFICATE, false },
	{ CURLE_SSL_CACERT_BADFILE, GJ_FETCH_TLS, false },
	{ CURLE_SSL_ISSUER_ERROR, GJ_FETCH_CERTIFICATE, false },
	{ CURLE_SSL_INVALIDCERTSTATUS, GJ_FETCH_CERTIFICATE, false },
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

/* What OpenSSL says of servers that need outdated TLS. */
static const char *const legacy_hints[] = {
	"legacy renegotiation", "legacy sigalg", "unsupported protocol", "alert protocol version", "dh key too small",
	"ee key too small", "ca md too weak", "wrong signature type", "no ciphers available",
};

/* ---- what libcurl calls ---- */

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
	gj_transfer *transfer = context;
	gj_str line = { bytes, size * count };
	/* 1xx answers come first: the last answer is the one to keep. */
	if (gj_str_starts(line, GJ_STR("HTTP/"))) {
		gj_buffer_clear(&transfer->headers);
		transfer->headers_complete = transfer->refused = transfer->reached = false;
		transfer->answered_at = time(NULL);
	}
	if (transfer->headers_complete)
		return line.len; /* a trailer */
	if (gj_str_equal_nocase(gj_str_upto(line, 11), GJ_STR("Set-Cookie:")))
		transfer->pool->cookies++;
	gj_buffer_add_str(&transfer->headers, line);
	transfer->headers_complete = gj_str_trim(line).len == 0;
	return transfer->headers.failed ? 0 : line.len;
}

/* While the bodies on their way hold too much, only one of them grows. */
static bool may_grow(gj_transfer *transfer, size_t more)
{
	gj_transfer_pool *pool = transfer->pool;
	if (pool->held + more <= GJ_FETCH_BODIES_MAX)
		return true;
	if (!pool->grower)
		pool->grower = transfer;
	return pool->grower == transfer;
}

static void set_paused(gj_transfer *transfer, bool paused)
{
	transfer->pool->paused += paused;
	transfer->pool->paused -= transfer->paused;
	transfer->paused = paused;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	gj_transfer *transfer = context;
	size_t more = size * count;
	if (!may_grow(transfer, more)) {
		set_paused(transfer, true);
		return CURL_WRITEFUNC_PAUSE;
	}
	gj_buffer_add(&transfer->body, bytes, more);
	if (transfer->body.failed)
		return 0;
	transfer->pool->held += more;
	return more;
}

/* A record of TLCP says version 1.1 where those of TLS say 3.x. */
static void look_at_record(gj_transfer *transfer, gj_str bytes)
{
	if (bytes.len == TLS_HEAD && bytes.ptr[1] == 1 && bytes.ptr[2] == 1)
		transfer->speaks_tlcp = true;
}

static int take_trace(CURL *easy, curl_infotype type, char *bytes, size_t size, void *context)
{
	(void)easy;
	gj_transfer *transfer = context;
	if (type == CURLINFO_HEADER_OUT) {
		/* Sent once more when a kept connection turned out to be closed. */
		if (size > 4 && memcmp(bytes, "GET ", 4) == 0)
			gj_buffer_clear(&transfer->request);
		gj_buffer_add(&transfer->request, bytes, size);
	} else if (type == CURLINFO_SSL_DATA_IN) {
		look_at_record(transfer, (gj_str){ bytes, size });
	}
	return 0;
}

/* What a server of long ago needs; its certificate is verified as any. */
static CURLcode allow_legacy(CURL *easy, void *context, void *parameter)
{
	(void)easy;
	const gj_transfer *transfer = parameter;
	if (transfer->legacy_tls)
		SSL_CTX_set_options(context, SSL_OP_LEGACY_SERVER_CONNECT);
	return CURLE_OK;
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
	if (transfer->allow_private ? gj_address_is_metadata(&address->addr, address->addrlen)
	                            : !gj_address_is_public(&address->addr, address->addrlen)) {
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
	/* Whoever asks follows redirects: each hop waits its turn. */
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, milliseconds(options->timeout_seconds));
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(options->connect_seconds));
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)LOW_SPEED_BYTES);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)LOW_SPEED_SECONDS);
	/* What is announced too large is not begun; the body's ceiling sees to the rest. */
	curl_off_t most = options->size_max < INT64_MAX ? (curl_off_t)options->size_max : 0;
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, most);
}

static void set_environment(CURL *easy, const gj_transfer_pool *pool)
{
	/* Nothing from the user's files or environment goes to a stranger. */
	curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_USERAGENT, pool->user_agent);
	curl_easy_setopt(easy, CURLOPT_COOKIEFILE, "");
	curl_easy_setopt(easy, CURLOPT_SHARE, pool->share);
	if (pool->options->ca_file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, pool->options->ca_file);
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
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, allow_legacy);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, transfer);
	/* Nothing is printed: the function gets it. */
	curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, take_trace);
	curl_easy_setopt(easy, CURLOPT_DEBUGDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
}

gj_code gj_transfer_pool_init(gj_transfer_pool *pool, const gj_fetch_options *options,
                              const char *user_agent, gj_err *err)
{
	*pool = (gj_transfer_pool){ .options = options, .user_agent = user_agent,
		                    .share = curl_share_init() };
	if (options->connect_to)
		pool->connect_to = curl_slist_append(NULL, options->connect_to);
	if (!pool->share || (options->connect_to && !pool->connect_to))
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	/* One thread: no locks. */
	curl_share_setopt(pool->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
	return GJ_OK;
}

void gj_transfer_pool_release(gj_transfer_pool *pool)
{
	curl_share_cleanup(pool->share);
	curl_slist_free_all(pool->connect_to);
}

gj_transfer *gj_transfer_new(gj_transfer_pool *pool)
{
	gj_transfer *made = calloc(1, sizeof *made);
	if (made)
		made->easy = curl_easy_init();
	if (!made || !made->easy) {
		free(made);
		return NULL;
	}
	made->pool = pool;
	made->job = GJ_TRANSFER_IDLE;
	gj_buffer_init(&made->request, REQUEST_MAX);
	gj_buffer_init(&made->headers, HEADERS_MAX);
	gj_buffer_init(&made->body, pool->options->size_max);
	set_limits(made->easy, pool->options);
	set_environment(made->easy, pool);
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

static bool add_condition(gj_transfer *transfer, const char *name, gj_str value)
{
	if (!value.len || value.len > VALIDATOR_MAX)
		return true;
	char line[VALIDATOR_MAX + 32];
	snprintf(line, sizeof line, "%s: %.*s", name, GJ_STR_ARG(value));
	struct curl_slist *longer = curl_slist_append(transfer->conditions, line);
	if (longer)
		transfer->conditions = longer;
	return longer != NULL;
}

static void set_tls(gj_transfer *transfer, bool legacy)
{
	transfer->legacy_tls = legacy;
	curl_easy_setopt(transfer->easy, CURLOPT_SSLVERSION,
	                 legacy ? (long)CURL_SSLVERSION_TLSv1_0 : (long)CURL_SSLVERSION_DEFAULT);
	curl_easy_setopt(transfer->easy, CURLOPT_SSL_CIPHER_LIST,
	                 legacy ? "DEFAULT@SECLEVEL=0" : NULL);
}

gj_code gj_transfer_begin(gj_transfer *transfer, const gj_transfer_task *task)
{
	gj_transfer_pool *pool = transfer->pool;
	transfer->job = task->job;
	transfer->headers_complete = transfer->refused = transfer->reached = false;
	transfer->speaks_tlcp = false;
	transfer->answered_at = 0;
	transfer->detail[0] = '\0';
	transfer->prefix_max = task->prefix_max;
	transfer->allow_private = task->allow_private || pool->options->allow_private;
	transfer->body.ceiling = task->prefix_max ? task->prefix_max : pool->options->size_max;
	gj_buffer_clear(&transfer->request);
	gj_buffer_clear(&transfer->headers);
	gj_buffer_clear(&transfer->body);
	if (pool->cookies > COOKIES_MAX) {
		curl_easy_setopt(transfer->easy, CURLOPT_COOKIELIST, "ALL");
		pool->cookies = 0;
	}
	curl_easy_setopt(transfer->easy, CURLOPT_URL, task->url);
	set_tls(transfer, task->legacy_tls);
	curl_easy_setopt(transfer->easy, CURLOPT_CONNECT_TO, pool->connect_to);
	bool fits = add_condition(transfer, "If-None-Match", task->etag) &&
	            add_condition(transfer, "If-Modified-Since", task->last_modified);
	curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->conditions);
	return fits ? GJ_OK : GJ_E_MEMORY;
}

void gj_transfer_end(gj_transfer *transfer)
{
	gj_transfer_pool *pool = transfer->pool;
	transfer->job = GJ_TRANSFER_IDLE;
	set_paused(transfer, false);
	pool->held -= transfer->body.length;
	if (pool->grower == transfer)
		pool->grower = NULL;
	curl_slist_free_all(transfer->conditions);
	transfer->conditions = NULL;
	gj_buffer_release(&transfer->request);
	gj_buffer_release(&transfer->headers);
	gj_buffer_release(&transfer->body);
}

void gj_transfer_resume(gj_transfer *transfer)
{
	if (!transfer->paused || !may_grow(transfer, CURL_MAX_WRITE_SIZE))
		return;
	set_paused(transfer, false);
	curl_easy_pause(transfer->easy, CURLPAUSE_CONT);
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
	return (status == 429 || (status >= 500 && status < 600)) &&
	       gj_fetch_failure_of_status(status) == GJ_FETCH_HTTP_STATUS;
}

static bool was_asked_for_changes(const gj_transfer *transfer)
{
	return transfer->conditions != NULL;
}

static gj_fetch_failure classify_status(const gj_transfer *transfer, gj_capture *capture)
{
	capture->unchanged = capture->status == 304 && was_asked_for_changes(transfer);
	if (gj_http_status_is_good(capture->status) || capture->unchanged)
		return GJ_FETCH_OK;
	return gj_fetch_failure_of_status(capture->status);
}

/* Why there is no secure connection. */
static gj_fetch_failure classify_tls(const gj_transfer *transfer, gj_fetch_failure failure)
{
	if (transfer->speaks_tlcp)
		return GJ_FETCH_TLS_SM2;
	for (size_t i = 0; i < sizeof legacy_hints / sizeof legacy_hints[0]; i++)
		if (strstr(transfer->detail, legacy_hints[i]))
			return GJ_FETCH_TLS_LEGACY;
	return failure;
}

static gj_fetch_failure classify(const gj_transfer *transfer, CURLcode result,
                                 gj_capture *capture, bool *transient)
{
	const struct meaning *meaning = meaning_of(result);
	/* libcurl takes an answer for whole that ends among its headers. */
	*transient = result == CURLE_OK && !transfer->headers_complete;
	if (*transient)
		return GJ_FETCH_BROKEN;
	if (result == CURLE_OK) {
		*transient = is_transient_status(capture->status);
		return classify_status(transfer, capture);
	}
	if (transfer->body.failed == GJ_E_LIMIT)
		return transfer->prefix_max ? classify_status(transfer, capture)
		                            : GJ_FETCH_TOO_LARGE;
	if (transfer->refused && !transfer->reached)
		return GJ_FETCH_REFUSED_ADDRESS;
	*transient = meaning->transient;
	if (meaning->failure == GJ_FETCH_TLS || meaning->failure == GJ_FETCH_CERTIFICATE)
		return classify_tls(transfer, meaning->failure);
	return meaning->failure;
}

static void describe(gj_transfer *transfer, CURLcode result, gj_capture *capture)
{
	size_t size = sizeof transfer->detail;
	if (capture->failure == GJ_FETCH_TOO_LARGE)
		snprintf(transfer->detail, size, "more than %zu bytes",
		         transfer->pool->options->size_max);
	else if (capture->failure == GJ_FETCH_BROKEN && result == CURLE_OK)
		snprintf(transfer->detail, size, "the answer ends among its headers");
	else if (capture->failure != GJ_FETCH_OK && result == CURLE_OK)
		snprintf(transfer->detail, size, "HTTP status %ld", capture->status);
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

static gj_str redirect_of(CURL *easy, long status)
{
	const char *url = NULL;
	if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308)
		curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &url);
	return gj_str_of(url);
}

static int64_t latency(CURL *easy)
{
	curl_off_t begun = 0, answered = 0;
	curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &begun);
	curl_easy_getinfo(easy, CURLINFO_STARTTRANSFER_TIME_T, &answered);
	return answered > begun ? (int64_t)(answered - begun) / 1000 + 1 : 0;
}

static void take_answer(gj_transfer *transfer, gj_capture *capture)
{
	const char *server = NULL;
	long version = 0;
	curl_easy_getinfo(transfer->easy, CURLINFO_HTTP_VERSION, &version);
	curl_easy_getinfo(transfer->easy, CURLINFO_PRIMARY_IP, &server);
	capture->server = gj_str_of(server);
	capture->protocol = version == CURL_HTTP_VERSION_2_0   ? GJ_STR("h2")
	                    : version == CURL_HTTP_VERSION_1_1 ? GJ_STR("http/1.1")
	                    : version == CURL_HTTP_VERSION_1_0 ? GJ_STR("http/1.0")
	                                                       : (gj_str){ 0 };
	capture->request = gj_buffer_str(&transfer->request);
	capture->headers = gj_buffer_str(&transfer->headers);
	capture->content_type = gj_header_value(capture->headers, GJ_STR("Content-Type"));
	capture->body = gj_buffer_str(&transfer->body);
	if (!capture->unchanged)
		capture->digest = gj_digest(capture->body, transfer->digest);
}

gj_attempt gj_transfer_outcome(gj_transfer *transfer, CURLcode result, gj_capture *capture)
{
	gj_attempt attempt = { 0 };
	const char *url = NULL;
	CURL *easy = transfer->easy;
	curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &capture->status);
	curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url);
	if (capture->redirects)
		capture->final_address = gj_str_of(url);
	capture->captured_at = transfer->answered_at ? transfer->answered_at : time(NULL);
	capture->legacy_tls = transfer->legacy_tls;
	capture->failure = classify(transfer, result, capture, &attempt.transient);
	describe(transfer, result, capture);
	bool whole = result == CURLE_OK && transfer->headers_complete;
	attempt.redirect = redirect_of(easy, whole ? capture->status : 0);
	attempt.retry_after_ms = retry_after(easy, capture->status);
	attempt.latency_ms = latency(easy);
	attempt.overloaded = capture->status == 429 || capture->status == 503 ||
	                     capture->failure == GJ_FETCH_TIMEOUT;
	if (whole || !capture->failure)
		take_answer(transfer, capture);
	return attempt;
}
