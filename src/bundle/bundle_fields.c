#include "bundle/bundle_fields.h"

#define TEXT(of, m)                                                                           \
	{                                                                                     \
		.key = #m, .type = FIELD_TEXT, .at = offsetof(struct of, m), .required = true \
	}
#define INT(of, m)                                                                           \
	{                                                                                    \
		.key = #m, .type = FIELD_INT, .at = offsetof(struct of, m), .required = true \
	}
#define POINTS(k, m)                                                                                \
	{                                                                                           \
		.key = k, .type = FIELD_NUM, .at = offsetof(struct bundle_row, m), .required = true \
	}
#define MAY(of, m)                                                          \
	{                                                                   \
		.key = #m, .type = FIELD_TEXT, .at = offsetof(struct of, m) \
	}

const struct field bundle_manifest_fields[] = {
    TEXT(manifest_said, format),       TEXT(manifest_said, cluster),
    TEXT(manifest_said, cluster_name), INT(manifest_said, year),
    INT(manifest_said, chain),         INT(manifest_said, entries),
    TEXT(manifest_said, head),         {0}};

const struct field bundle_file_fields[] = {
    TEXT(file_said, name), INT(file_said, size), TEXT(file_said, sha256), {0}};

static const struct field_word stage_words[] = {{"self", STAGE_SELF},
						{"cross", STAGE_CROSS},
						{"verified", STAGE_VERIFIED},
						{"explained", STAGE_EXPLAINED},
						{"final", STAGE_FINAL},
						{"council", STAGE_COUNCIL},
						{NULL, 0}};

const struct field bundle_ranking_fields[] = {INT(ranking_said, version),
					      TEXT(ranking_said, state),
					      {.key = "stage",
					       .type = FIELD_WORD,
					       .at = offsetof(struct ranking_said, stage),
					       .words = stage_words,
					       .required = true},
					      TEXT(ranking_said, scheme),
					      {0}};

const struct field bundle_row_fields[] = {
    TEXT(bundle_row, unit),
    INT(bundle_row, rank),
    INT(bundle_row, ordinal),
    POINTS("total", total_c),
    POINTS("raw", raw_c),
    POINTS("applicable", applicable_c),
    POINTS("base", base_c),
    POINTS("bonus", bonus_c),
    POINTS("penalty", penalty_c),
    {.key = "class", .type = FIELD_TEXT, .at = offsetof(struct bundle_row, class_code)},
    {.key = "tie", .type = FIELD_TEXT, .at = offsetof(struct bundle_row, tie_text)},
    {.key = "excluded", .type = FIELD_BOOL, .at = offsetof(struct bundle_row, excluded)},
    {0}};

const struct field bundle_paper_fields[] = {
    INT(bundle_paper, id),
    TEXT(bundle_paper, kind),
    TEXT(bundle_paper, title),
    TEXT(bundle_paper, file),
    MAY(bundle_paper, code),
    TEXT(bundle_paper, sha256),
    MAY(bundle_paper, pdf_sha256),
    {.key = "replaced_by", .type = FIELD_INT, .at = offsetof(struct bundle_paper, replaced_by)},
    {0}};

const struct field bundle_poll_fields[] = {INT(bundle_poll, id), TEXT(bundle_poll, state), {0}};
