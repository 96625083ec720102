#include "prose/folded.h"

#include "prose/words.h"

enum {
	/* Lines with fewer characters end where they end: a heading, a short paragraph. */
	WRAPPED_MIN = 18
};

typedef struct folder {
	char *to;
	uint32_t *origin;
	size_t length;
	size_t line; /* characters since the last line break */
} folder;

/* （一）, 1., 一是, 第: the next line is an item of its own. */
static bool starts_item(gj_str line)
{
	static const char *const marks[] = { "(", "（", "一、", "二、", "三、", "四、", "五、", "六、",
		                             "一是", "二是", "三是", "四是", "五是", "①", "②", NULL };
	line = gj_str_trim(line);
	if (!line.len || (line.ptr[0] >= '0' && line.ptr[0] <= '9' && line.len > 1 &&
	                  (line.ptr[1] == '.' || line.ptr[1] == ')')))
		return true;
	return gj_words_start(line, marks);
}

static bool is_wrapped(const folder *f, gj_str next)
{
	static const char *const ends[] = { "。", ";", ":", "!", "?", "\n", NULL };
	gj_str so_far = { f->to, f->length };
	return f->line >= WRAPPED_MIN && !gj_words_end(so_far, ends) &&
	       !starts_item(gj_str_upto(next, gj_str_find(next, GJ_STR("\n"))));
}

static void put(folder *f, gj_str piece, size_t at)
{
	size_t length = gj_fold(f->to + f->length, piece);
	for (size_t i = 0; i < length; i++)
		f->origin[f->length + i] = (uint32_t)at;
	f->length += length;
	f->line++;
}

static void end_line(folder *f, gj_str text, size_t at)
{
	if (!is_wrapped(f, gj_str_from(text, at + 1))) {
		f->origin[f->length] = (uint32_t)at;
		f->to[f->length++] = '\n';
	}
	f->line = 0;
}

bool gj_folded_read(gj_arena *arena, gj_str text, gj_folded *folded)
{
	size_t room = text.len * GJ_FOLD_GROWTH + 1;
	folder f = { .to = gj_arena_alloc(arena, room) };
	f.origin = gj_arena_alloc(arena, room * sizeof *f.origin);
	if (!f.to || !f.origin)
		return false;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (code == '\n')
			end_line(&f, text, at);
		else
			put(&f, gj_str_upto(gj_str_from(text, at), step), at);
		at += step;
	}
	f.origin[f.length] = (uint32_t)text.len;
	*folded = (gj_folded){ { f.to, f.length }, f.origin };
	return true;
}
