#include "rule/formula.h"

typedef struct parser {
	gj_str rest;
	gj_formula *formula;
	gj_err *err;
	bool right;
} parser;

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || gj_is_digit(c) || c == '.' || c == '_';
}

static void skip_space(parser *p)
{
	p->rest = gj_str_trim(p->rest);
}

/* The next token without taking it: a number or name, a relation, or one character. */
static gj_str peek(parser *p)
{
	skip_space(p);
	gj_str rest = p->rest;
	size_t length = 0;
	uint32_t code;
	while (length < rest.len && is_name(rest.ptr[length]))
		length++;
	if (!length && (gj_str_starts(rest, GJ_STR(">=")) || gj_str_starts(rest, GJ_STR("<=")) ||
	                gj_str_starts(rest, GJ_STR("=="))))
		length = 2;
	else if (!length && rest.len)
		length = gj_utf8_next(rest.ptr, rest.len, &code);
	return gj_str_upto(rest, length);
}

static gj_str take(parser *p)
{
	gj_str token = peek(p);
	p->rest = gj_str_from(p->rest, token.len);
	return token;
}

static bool take_if(parser *p, const char *token)
{
	bool same = gj_str_equal(peek(p), gj_str_of(token));
	if (same)
		take(p);
	return same;
}

static gj_code unexpected(parser *p, const char *wanted, gj_str token)
{
	if (!token.len)
		return gj_err_set(p->err, GJ_E_USAGE, 0, "expected %s at the end", wanted);
	return gj_err_set(p->err, GJ_E_USAGE, 0, "expected %s, got \"%.*s\"", wanted,
	                  GJ_STR_ARG(gj_str_upto(token, 60)));
}

static gj_code read_number(parser *p, gj_str token, int64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < token.len; i++) {
		if (!gj_is_digit(token.ptr[i]))
			return unexpected(p, "a whole number", token);
		*number = *number * 10 + (token.ptr[i] - '0');
		if (*number > GJ_FORMULA_NUMBER_MAX)
			return unexpected(p, "a number of at most 1000000000", token);
	}
	return GJ_OK;
}

static gj_code add_term(parser *p, gj_str token, int64_t factor)
{
	gj_formula *formula = p->formula;
	gj_field field = gj_field_by_id(token);
	if (field == GJ_FIELD_NONE)
		return unexpected(p, "a field such as t3.granted.total", token);
	if (formula->count == GJ_FORMULA_TERMS_MAX)
		return gj_err_set(p->err, GJ_E_USAGE, 0, "more than %d terms at \"%.*s\"",
		                  GJ_FORMULA_TERMS_MAX, GJ_STR_ARG(token));
	formula->terms[formula->count++] = (gj_formula_term){ field, factor, p->right };
	return GJ_OK;
}

/* [number *] field, or number */
static gj_code parse_term(parser *p, int64_t sign)
{
	gj_str token = take(p);
	int64_t number = 1;
	if (!token.len || !is_name(token.ptr[0]))
		return unexpected(p, "a field or a number", token);
	if (!gj_is_digit(token.ptr[0]))
		return add_term(p, token, sign);
	gj_code code = read_number(p, token, &number);
	if (code)
		return code;
	if (take_if(p, "*"))
		return add_term(p, take(p), sign * number);
	p->formula->constants[p->right] += sign * number;
	return GJ_OK;
}

static gj_code parse_side(parser *p)
{
	int64_t sign = take_if(p, "-") ? -1 : 1;
	gj_code code = parse_term(p, sign);
	while (code == GJ_OK) {
		if (take_if(p, "+"))
			code = parse_term(p, 1);
		else if (take_if(p, "-"))
			code = parse_term(p, -1);
		else
			break;
	}
	return code;
}

static gj_code parse_relation(parser *p)
{
	gj_str token = take(p);
	p->right = true;
	p->formula->turned = gj_str_equal(token, GJ_STR("<="));
	if (gj_str_equal(token, GJ_STR("=")) || gj_str_equal(token, GJ_STR("==")))
		p->formula->relation = GJ_EQUALS;
	else if (p->formula->turned || gj_str_equal(token, GJ_STR(">=")))
		p->formula->relation = GJ_AT_LEAST;
	else
		return unexpected(p, "+, -, =, >= or <=", token);
	return GJ_OK;
}

/* a <= b is weighed as b >= a. */
static void swap_sides(gj_formula *formula)
{
	int64_t left = formula->constants[0];
	for (size_t i = 0; i < formula->count; i++)
		formula->terms[i].right = !formula->terms[i].right;
	formula->constants[0] = formula->constants[1];
	formula->constants[1] = left;
}

gj_code gj_formula_parse(gj_str text, gj_formula *formula, gj_err *err)
{
	parser p = { .rest = text, .formula = formula, .err = err };
	*formula = (gj_formula){ .count = 0 };
	gj_code code = parse_side(&p);
	if (code == GJ_OK)
		code = parse_relation(&p);
	if (code == GJ_OK)
		code = parse_side(&p);
	if (code == GJ_OK && peek(&p).len)
		code = unexpected(&p, "+, - or the end", peek(&p));
	if (code == GJ_OK && !formula->count)
		code = gj_err_set(err, GJ_E_USAGE, 0, "names no field");
	if (code == GJ_OK && formula->turned)
		swap_sides(formula);
	return code;
}

void gj_formula_of_tally(const gj_tally *tally, gj_formula *formula)
{
	*formula = (gj_formula){ .relation = tally->relation };
	for (size_t i = 0; i < (size_t)tally->left + tally->right; i++)
		formula->terms[formula->count++] =
			(gj_formula_term){ tally->terms[i], 1, i >= tally->left };
}

static void print_sign(gj_buffer *buffer, bool negative, bool first)
{
	if (first)
		gj_buffer_add_text(buffer, negative ? "-" : "");
	else
		gj_buffer_add_text(buffer, negative ? " - " : " + ");
}

static void print_side(gj_buffer *buffer, const gj_formula *formula, bool right)
{
	bool first = true;
	for (size_t i = 0; i < formula->count; i++) {
		const gj_formula_term *term = &formula->terms[i];
		if (term->right != right)
			continue;
		int64_t factor = term->factor < 0 ? -term->factor : term->factor;
		print_sign(buffer, term->factor < 0, first);
		if (factor != 1)
			gj_buffer_printf(buffer, "%lld*", (long long)factor);
		gj_buffer_add_text(buffer, gj_field_id(term->field));
		first = false;
	}
	int64_t constant = formula->constants[right];
	if (!constant && !first)
		return;
	print_sign(buffer, constant < 0, first);
	gj_buffer_add_integer(buffer, constant < 0 ? -constant : constant);
}

void gj_formula_print(gj_buffer *buffer, const gj_formula *formula)
{
	print_side(buffer, formula, formula->turned);
	gj_buffer_add_text(buffer, formula->relation == GJ_EQUALS ? " = "
	                           : formula->turned ? " <= " : " >= ");
	print_side(buffer, formula, !formula->turned);
}

/* sum += factor × number; false on overflow. */
static bool add_product(gj_decimal *sum, int64_t factor, gj_decimal number)
{
	return !__builtin_mul_overflow(factor, number.units, &number.units) &&
	       gj_decimal_add(*sum, number, sum);
}

/* What unknown numbers ≥ 0 could do to left − right. */
typedef struct leeway {
	bool up, down;
} leeway;

static bool sum_terms(const gj_formula *formula, const gj_value *values, gj_tally_sums *sums,
                      leeway *open)
{
	for (size_t i = 0; i < formula->count; i++) {
		const gj_formula_term *term = &formula->terms[i];
		const gj_value *value = &values[term->field];
		if (value->state == GJ_STATE_BLANK) {
			bool up = (term->factor > 0) != term->right;
			open->up |= up;
			open->down |= !up;
			*(term->right ? &sums->blank_right : &sums->blank_left) = true;
			continue;
		}
		if (!gj_value_is_count(value) ||
		    !add_product(term->right ? &sums->right : &sums->left, term->factor,
		                 value->number))
			return false;
	}
	return true;
}

gj_outcome gj_formula_weigh(const gj_formula *formula, const gj_value *values,
                            gj_tally_sums *sums)
{
	leeway open = { false, false };
	*sums = (gj_tally_sums){ gj_decimal_of(formula->constants[0]),
		                 gj_decimal_of(formula->constants[1]), false, false };
	if (!sum_terms(formula, values, sums, &open))
		return GJ_CANNOT_ASSESS;
	int order = gj_decimal_compare(sums->left, sums->right);
	bool equation = formula->relation == GJ_EQUALS;
	if (equation ? order == 0 : order >= 0)
		return open.down || (equation && open.up) ? GJ_ASSUMED : GJ_PASS;
	return (order < 0 ? open.up : open.down) ? GJ_CANNOT_ASSESS : GJ_FAIL;
}
