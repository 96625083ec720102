#include "warc/digest.h"

#include <openssl/sha.h>

gj_str gj_digest(gj_str bytes, char hex[GJ_DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[SHA256_DIGEST_LENGTH];
	SHA256((const unsigned char *)(bytes.ptr ? bytes.ptr : ""), bytes.len, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[GJ_DIGEST_HEX - 1] = '\0';
	return (gj_str){ hex, GJ_DIGEST_HEX - 1 };
}
