/* Vietnamese text: order, search, capitals, numbers and dates in words. The same on both databases because the
 * database is never asked. */
#ifndef BASE_VI_H
#define BASE_VI_H

#include "base/sb.h"

/* For search: lower ASCII, marks stripped, đ → d, runs of anything else one space, trimmed. "Đặng Văn  Á" → "dang van a".
 * Fills name_key columns and folds queries. Takes NFC and NFD. */
str vi_fold(struct arena *a, str s);

/* For order: bytes that memcmp() orders as a Vietnamese dictionary does, word by word: first the letters
 * (a ă â b c d đ e ê …; f j w z at their Latin places), then the tone of the word (ngang, huyền, hỏi, ngã, sắc,
 * nặng; where it stands does not matter, "hòa" = "hoà"); a run of digits is a word, before all letters, by its value
 * ("Cụm 9" before "Cụm 10"). Small letters before capitals only where all else is equal. Letters of other scripts come
 * last, by code point; anything else only parts words. Fills sort_key columns as text: printable ASCII only. */
str vi_sortkey(struct arena *a, str s);

/* CAPITALS of every Latin letter with or without Vietnamese marks; other text as it is. */
str vi_upper(struct arena *a, str s);

/* The first letter (or digit, which stays) as a capital, also behind a quotation mark: "ông A" → "Ông A". */
str vi_capital(struct arena *a, str s);

/* "một nghìn không trăm mười lăm"; 0 is "không", negative begins with "âm". Groups of zeros are left out:
 * 2.000.005 is "hai triệu không trăm linh năm". Whole i64 range. */
str vi_words(struct arena *a, i64 v);

/* Points in words, as short as exact: 98,75 → "chín mươi tám phẩy bảy mươi lăm", 9,5 → "chín phẩy năm",
 * 9,05 → "chín phẩy không năm". */
str vi_words_c(struct arena *a, i64 c);

#endif
