/* SARIF 2.1.0 (OASIS Standard, 27 March 2020), for code scanning dashboards. */
#include "docket/teller.h"

static void add_text(gj_buffer *to, const char *key, gj_str text)
{
	gj_buffer_printf(to, "\"%s\":", key);
	gj_json_add_string(to, text);
}

static void add_message(gj_buffer *to, const char *key, const char *text)
{
	gj_buffer_printf(to, "\"%s\":{", key);
	add_text(to, "text", gj_str_of(text));
	gj_buffer_add_char(to, '}');
}

static const char *word(const gj_tell_options *options, gj_words words)
{
	return options->chinese ? words.zh : words.en;
}

/* Everything a person may want, in both languages. */
static void add_help(gj_buffer *to, const gj_rule *rule)
{
	const char *const parts[] = { rule->checks.zh, "\n依据：", rule->basis.zh, "\n示例：",
		                      rule->example.zh, "\n\n", rule->checks.en, "\nBasis: ",
		                      rule->basis.en, "\nExample: ", rule->example.en };
	gj_buffer help;
	gj_buffer_init(&help, 1 << 16);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		gj_buffer_add_text(&help, parts[i]);
	gj_buffer_add_text(to, "\"help\":{");
	add_text(to, "text", gj_buffer_str(&help));
	gj_buffer_add_char(to, '}');
	gj_buffer_release(&help);
}

static void add_rule(gj_buffer *to, const gj_tell_options *options, const gj_rule *rule)
{
	gj_buffer_add_char(to, '{');
	add_text(to, "id", gj_str_of(rule->id));
	gj_buffer_add_char(to, ',');
	add_message(to, "shortDescription", word(options, rule->title));
	gj_buffer_add_char(to, ',');
	add_message(to, "fullDescription", word(options, rule->checks));
	gj_buffer_add_char(to, ',');
	add_help(to, rule);
	gj_buffer_printf(to, ",\"defaultConfiguration\":{\"level\":\"%s\"}}",
	                 gj_severity_name(rule->severity));
}

static void begin(gj_buffer *to, const gj_tell_options *options)
{
	gj_buffer_add_text(to, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
	                       "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{"
	                       "\"name\":\"gouji\",\"version\":\"" GJ_VERSION "\",\"rules\":[\n");
	const gj_rule *rule;
	for (size_t i = 0; (rule = gj_rule_at(options->user, i)); i++) {
		gj_buffer_add_text(to, i ? ",\n" : "");
		add_rule(to, options, rule);
	}
	gj_buffer_printf(to, "]}},\"language\":\"%s\",\"results\":[\n",
	                 options->chinese ? "zh-CN" : "en-US");
}

static void begin_report(gj_buffer *to, const gj_tell_options *options, const gj_told_report *told)
{
	(void)options;
	if (told->findings && told->findings_before)
		gj_buffer_add_text(to, ",\n");
}

/* A path or an address as a URI reference (RFC 3986). */
static void add_uri(gj_buffer *to, gj_str source)
{
	bool address = gj_str_has(source, GJ_STR("://"));
	gj_buffer_add_char(to, '"');
	for (size_t i = 0; i < source.len; i++) {
		unsigned char c = (unsigned char)source.ptr[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		             (c >= '0' && c <= '9') || gj_str_has(GJ_STR("-._~/"), (gj_str){ source.ptr + i, 1 });
		if (plain || (address && c > ' ' && c < 0x7F && c != '"' && c != '\\'))
			gj_buffer_add_char(to, (char)c);
		else
			gj_buffer_printf(to, "%%%02X", c);
	}
	gj_buffer_add_char(to, '"');
}

static void add_location(gj_buffer *to, const gj_report *report, const gj_finding *finding)
{
	const gj_range *range = &finding->place.range;
	gj_buffer_add_text(to, ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
	add_uri(to, report->source);
	gj_buffer_add_char(to, '}');
	if (range->end)
		gj_buffer_printf(to, ",\"region\":{\"byteOffset\":%u,\"byteLength\":%u}", range->begin,
		                 range->end - range->begin);
	gj_buffer_add_char(to, '}');
	if (finding->field != GJ_FIELD_NONE) {
		gj_buffer_add_text(to, ",\"logicalLocations\":[{");
		add_text(to, "fullyQualifiedName", gj_str_of(gj_field_id(finding->field)));
		gj_buffer_add_text(to, "}]");
	}
	gj_buffer_add_text(to, "}]");
}

static void add_status(gj_buffer *to, const gj_tell_options *options, const gj_finding *finding)
{
	static const char *const states[] = {
		[GJ_STATUS_NEW] = "new",
		[GJ_STATUS_OPEN] = "unchanged",
		[GJ_STATUS_RESOLVED] = "absent",
		[GJ_STATUS_ACCEPTED] = "unchanged",
	};
	if (options->compared)
		gj_buffer_printf(to, ",\"baselineState\":\"%s\"", states[finding->status]);
	if (finding->status != GJ_STATUS_ACCEPTED)
		return;
	gj_buffer_add_text(to, ",\"suppressions\":[{\"kind\":\"external\",\"status\":\"accepted\",");
	add_text(to, "justification", finding->justification);
	gj_buffer_add_text(to, "}]");
}

static void add_property(gj_buffer *to, const char *key, gj_str text)
{
	if (!text.len)
		return;
	gj_buffer_add_char(to, ',');
	add_text(to, key, text);
}

static void add_finding(gj_buffer *to, gj_arena *arena, const gj_tell_options *options,
                        const gj_report *report, const gj_finding *finding, size_t ordinal)
{
	gj_buffer_add_text(to, ordinal ? ",\n{" : "{");
	add_text(to, "ruleId", gj_str_of(finding->rule->id));
	gj_buffer_printf(to, ",\"ruleIndex\":%zu,\"level\":\"%s\",\"message\":{",
	                 gj_rule_index(finding->rule), gj_severity_name(finding->severity));
	add_text(to, "text", finding->message);
	gj_buffer_add_char(to, '}');
	add_location(to, report, finding);
	gj_buffer_add_text(to, ",\"partialFingerprints\":{");
	add_text(to, "gouji/v1", gj_finding_fingerprint(arena, report, finding));
	gj_buffer_add_char(to, '}');
	add_status(to, options, finding);
	gj_buffer_printf(to, ",\"properties\":{\"year\":%d", report->year);
	add_property(to, "agency", report->agency);
	add_property(to, "region", report->region);
	add_property(to, "expected", finding->expected);
	add_property(to, "actual", finding->actual);
	add_property(to, "difference", finding->difference);
	add_property(to, "doubt", finding->doubt);
	add_property(to, "hypothesis", finding->hypothesis);
	gj_buffer_add_text(to, "}}");
}

static void end(gj_buffer *to, const gj_tell_options *options, const gj_told_run *told)
{
	(void)options, (void)told;
	gj_buffer_add_text(to, "\n]}]}\n");
}

const gj_teller gj_teller_sarif = {
	.name = "sarif",
	.begin = begin,
	.begin_report = begin_report,
	.finding = add_finding,
	.end = end,
};
