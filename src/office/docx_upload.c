/* Templates that somebody sent, checked and filled in a worker. */
#include "format/value_pack.h"
#include "office/docx.h"
#include "office/worker_tasks.h"

/* The template's length, the template, the data. */
static str input_of(struct arena *a, str template_bytes, const struct value *data)
{
	str tree = value_pack(a, data);
	u64 n = template_bytes.n;
	struct sb b = sb_new(a, sizeof n + template_bytes.n + tree.n);
	sb_put(&b, (str){(char *)&n, sizeof n});
	sb_put(&b, template_bytes);
	sb_put(&b, tree);
	return sb_str(&b);
}

td_rc docx_check_upload(struct arena *a, str template_bytes, const struct value *sample, struct err *e)
{
	str none;
	return worker_run(a, "docx check", input_of(a, template_bytes, sample), e, &none);
}

td_rc docx_fill_upload(struct arena *a, str template_bytes, const struct value *data, struct err *e, str *out)
{
	return worker_run(a, "docx fill", input_of(a, template_bytes, data), e, out);
}

td_rc docx_annotate_upload(struct arena *a, str template_bytes, const struct value *sample, struct err *e,
			   str *out)
{
	return worker_run(a, "docx annotate", input_of(a, template_bytes, sample), e, out);
}

td_rc docx_text_upload(struct arena *a, str bytes, struct err *e, str *out)
{
	return worker_run(a, "docx text", bytes, e, out);
}

static td_rc parts_of(struct worker_job *j, str *template_bytes, const struct value **data)
{
	u64 n;
	if (j->input.n < sizeof n)
		return TD_CORRUPT;
	memcpy(&n, j->input.p, sizeof n);
	str rest = str_from(j->input, sizeof n);
	if (n > rest.n)
		return TD_CORRUPT;
	*template_bytes = str_upto(rest, n);
	return value_unpack(j->a, str_from(rest, n), data);
}

td_rc worker_docx_check(struct worker_job *j)
{
	str template_bytes;
	const struct value *sample;
	td_rc rc = parts_of(j, &template_bytes, &sample);
	return rc == TD_OK ? docx_check(j->a, template_bytes, sample, j->e) : rc;
}

td_rc worker_docx_fill(struct worker_job *j)
{
	str template_bytes;
	const struct value *data;
	td_rc rc = parts_of(j, &template_bytes, &data);
	return rc == TD_OK ? docx_fill(j->a, template_bytes, data, j->e, &j->out) : rc;
}

td_rc worker_docx_annotate(struct worker_job *j)
{
	str template_bytes;
	const struct value *sample;
	td_rc rc = parts_of(j, &template_bytes, &sample);
	return rc == TD_OK ? docx_annotate(j->a, template_bytes, sample, j->e, &j->out) : rc;
}

td_rc worker_docx_text(struct worker_job *j)
{
	return docx_text(j->a, j->input, j->e, &j->out);
}
