/* gj_make_corpus DIR --reports N --seed S: made-up reports with the weight of
 * real pages. DIR/mixed holds N of 36–322 KB: clean, Word and WPS markup, one
 * fifth in GB18030; 4,000 of them are about 550 MB. DIR/small holds N / 4 clean
 * ones of about 36 KB. */
#include "base/file.h"
#include "page_weight.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PAGE_MAX = 8 << 20,
	REPORTS_DEFAULT = 400,
	REPORTS_MAX = 1000000,
	SMALL_DIVISOR = 4,   /* small reports to a mixed one */
	GB18030_PERCENT = 20,
	SMUDGED_PERCENT = 10, /* with blanks, notes and words for zero */
	KILO = 1024
};

typedef struct page_shape {
	const char *style; /* of gj_render_styles */
	bool boxed_cells;
} page_shape;

/* A kind of page: how many of a hundred, and its sizes (see draw_size). */
typedef struct page_class {
	const char *name;
	int percent;
	int least, most;   /* KB */
	int prose;         /* KB at most */
	int tag_percent;
	bool office;
	const page_shape *shapes;
	int shape_count;
} page_class;

static const page_shape clean_shapes[] = {
	{ "html5", false }, { "html5", true }, { "bold_headings", true }, { "one_paragraph", false },
	{ "heading_rows", false }, { "cms_ucap", true }, { "cms_trs", false }, { "cms_zoom", true },
	{ "layout_tables", false }, { "half_numbering", true }, { "padded", false },
	{ "cut_in_two", false }, { "wandering_columns", true },
};
static const page_shape word_shapes[] = { { "word", false }, { "word_cut", false } };
static const page_shape wps_shapes[] = { { "wps_letters", false } };

#define SHAPES(list) list, (int)(sizeof list / sizeof list[0])

static const page_class mixed_classes[] = {
	{ "clean", 48, 36, 110, 9, 60, false, SHAPES(clean_shapes) },
	{ "word", 33, 125, 322, 12, 95, true, SHAPES(word_shapes) },
	{ "wps", 19, 165, 300, 30, 95, true, SHAPES(wps_shapes) },
};
static const page_class small_class = { "clean", 100, 35, 37, 3, 50, false, SHAPES(clean_shapes) };

typedef struct corpus {
	const char *folder;
	gj_random random;
	gj_buffer page, weighted, encoded;
	size_t bytes;
} corpus;

static const gj_render_style *style_named(const char *name)
{
	for (size_t i = 0; i < gj_render_style_count; i++)
		if (strcmp(gj_render_styles[i].name, name) == 0)
			return &gj_render_styles[i];
	return NULL;
}

static const gj_render_charset *draw_charset(gj_random *random)
{
	const char *encoding = gj_random_chance(random, GB18030_PERCENT) ? "GB18030" : "UTF-8";
	for (;;) {
		const gj_render_charset *charset =
			&gj_render_charsets[gj_random_below(random, (int)gj_render_charset_count)];
		if (strcmp(charset->encoding, encoding) == 0)
			return charset;
	}
}

static const page_class *draw_class(gj_random *random)
{
	int draw = gj_random_below(random, 100), at = 0;
	while (draw >= mixed_classes[at].percent)
		draw -= mixed_classes[at++].percent;
	return &mixed_classes[at];
}

/* The lesser of two draws: small pages are more common than large ones. */
static size_t draw_size(const page_class *kind, gj_random *random)
{
	int range = (kind->most - kind->least) * KILO;
	int a = gj_random_below(random, range), b = gj_random_below(random, range);
	return (size_t)(kind->least * KILO + (a < b ? a : b));
}

static void render(corpus *made, const gj_render_style *style, const gj_render_charset *charset)
{
	static const char *const agencies[] = { "澜川市人民政府", "青禾县教育局",
		                                "柏溪县市场监督管理局", "临岚县石坝镇人民政府",
		                                "澜川市卫生健康委员会" };
	gj_random *random = &made->random;
	gj_form_id table_form = gj_random_chance(random, 80) ? GJ_FORM_2021 : GJ_FORM_2019;
	gj_form_plan plan = { table_form, table_form,
		              (gj_bustle)gj_random_below(random, GJ_BUSTLE_COUNT), NULL };
	gj_filled_form form;
	gj_filled_form_random(&form, &plan, gj_random_next(random));
	if (gj_random_chance(random, SMUDGED_PERCENT))
		gj_filled_form_smudge(&form, gj_random_next(random));
	const char *agency = agencies[gj_random_below(random, 5)];
	int year = table_form == GJ_FORM_2021 ? 2021 + gj_random_below(random, 4) : 2019;
	char published[64];
	snprintf(published, sizeof published, "%d-01-%02d", year + 1, 2 + gj_random_below(random, 27));
	gj_masthead masthead = { .agency = agency, .year = year, .published = published,
		                 .government = strstr(agency, "人民政府") != NULL,
		                 .voice = gj_random_below(random, GJ_VOICES) };
	gj_rendering rendering = { &masthead, &form, style, charset };
	gj_render_html(&made->page, &rendering);
}

static bool make_page(corpus *made, const page_class *kind)
{
	gj_random *random = &made->random;
	const page_shape *shape = &kind->shapes[gj_random_below(random, kind->shape_count)];
	const gj_render_style *style = style_named(shape->style);
	const gj_render_charset *charset = draw_charset(random);
	size_t target = draw_size(kind, random);
	gj_buffer_clear(&made->page);
	gj_buffer_clear(&made->weighted);
	gj_buffer_clear(&made->encoded);
	render(made, style, charset);
	gj_weight_words(&made->weighted, gj_buffer_str(&made->page), style,
	                (size_t)gj_random_below(random, kind->prose * KILO), random);
	gj_buffer_clear(&made->page);
	if (charset->mark)
		gj_buffer_add_text(&made->page, "\xEF\xBB\xBF");
	if (!gj_render_encode(&made->page, gj_buffer_str(&made->weighted), charset))
		return false;
	size_t size = made->page.length;
	gj_markup_weight weight = { .bytes = target > size ? target - size : 0,
		                    .tag_percent = kind->tag_percent, .office = kind->office,
		                    .boxed_cells = shape->boxed_cells };
	gj_weight_markup(&made->encoded, gj_buffer_str(&made->page), &weight, random);
	return made->encoded.failed == GJ_OK;
}

static gj_code write_page(corpus *made, const char *folder, const char *kind, int number, gj_err *err)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s/%06d-%s.html", made->folder, folder, number, kind);
	FILE *file = fopen(path, "wb");
	if (!file)
		return gj_err_set(err, GJ_E_WRITE, 0, "%s: cannot write", path);
	size_t written = fwrite(made->encoded.data, 1, made->encoded.length, file);
	made->bytes += written;
	if (fclose(file) != 0 || written != made->encoded.length)
		return gj_err_set(err, GJ_E_WRITE, 0, "%s: cannot write", path);
	return GJ_OK;
}

/* `kind` null draws one of the mixed classes for each page. */
static gj_code make_folder(corpus *made, const char *folder, const page_class *kind, int count,
                           gj_err *err)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", made->folder, folder);
	gj_code code = gj_directory_make(path, err);
	for (int i = 0; i < count && code == GJ_OK; i++) {
		const page_class *drawn = kind ? kind : draw_class(&made->random);
		code = make_page(made, drawn)
		               ? write_page(made, folder, drawn->name, i + 1, err)
		               : gj_err_set(err, GJ_E_LIMIT, 0, "page %d cannot be made", i + 1);
	}
	return code;
}

static gj_code make_corpus(corpus *made, int reports, gj_err *err)
{
	gj_buffer_init(&made->page, PAGE_MAX);
	gj_buffer_init(&made->weighted, PAGE_MAX);
	gj_buffer_init(&made->encoded, PAGE_MAX);
	gj_code code = make_folder(made, "mixed", NULL, reports, err);
	size_t mixed = made->bytes;
	int small = reports / SMALL_DIVISOR > 0 ? reports / SMALL_DIVISOR : 1;
	if (code == GJ_OK)
		code = make_folder(made, "small", &small_class, small, err);
	if (code == GJ_OK)
		printf("mixed: %d reports, %zu bytes; small: %d reports, %zu bytes\n", reports, mixed,
		       small, made->bytes - mixed);
	gj_buffer_release(&made->page);
	gj_buffer_release(&made->weighted);
	gj_buffer_release(&made->encoded);
	return code;
}

int main(int count, char **arguments)
{
	static const struct option options[] = { { "reports", required_argument, NULL, 'n' },
		                                 { "seed", required_argument, NULL, 's' },
		                                 { 0 } };
	long reports = REPORTS_DEFAULT;
	corpus made = { .random = { 1 } };
	bool usable = true;
	for (int c; (c = getopt_long(count, arguments, "", options, NULL)) != -1;) {
		if (c == 'n')
			reports = strtol(optarg, NULL, 10);
		else if (c == 's')
			made.random.state = strtoull(optarg, NULL, 10);
		else
			usable = false;
	}
	if (!usable || optind + 1 != count || reports < 1 || reports > REPORTS_MAX) {
		fprintf(stderr, "usage: %s DIR [--reports N] [--seed S]\n", arguments[0]);
		return 2;
	}
	made.folder = arguments[optind];
	gj_err err;
	if (make_corpus(&made, (int)reports, &err) != GJ_OK) {
		fprintf(stderr, "%s\n", err.message);
		return 4;
	}
	return 0;
}
