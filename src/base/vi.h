/* Vietnamese text: order, search, capitals, numbers and dates in words. The same on both databases because the
 * database is never asked. */
#ifndef BASE_VI_H
#define BASE_VI_H

#include "base/sb.h"

/* For search: lower ASCII, marks stripped, đ → d, runs of anything else one space, trimmed. "Đặng Văn  Á" → "dang van a".
 * Fills name_key columns and folds queries. Takes NFC and NFD. */
str vi_fold(struct arena *a, str s);

/* For order: bytes that memcmp() orders as a Vietnamese dictionary does — a ă â b c d đ e ê … , then the tone
 * (ngang, huyền, hỏi, ngã, sắc, nặng), then case; digits by value of the whole number ("Cụm 9" before "Cụm 10").
 * Fills sort_key columns as text: printable ASCII only. */
str vi_sortkey(struct arena *a, str s);

/* CAPITALS of every Vietnamese letter; other text as it is. */
str vi_upper(struct arena *a, str s);

/* First letter capital. */
str vi_capital(struct arena *a, str s);

/* "một nghìn không trăm mười lăm"; 0 is "không", negative begins with "âm". Whole i64 range. */
str vi_words(struct arena *a, i64 v);

/* Points in words: 98,75 → "chín mươi tám phẩy bảy mươi lăm". */
str vi_words_c(struct arena *a, i64 c);

#endif
