/* How wide text is in Times New Roman, for row heights: a spreadsheet does not fit them itself to what a program
 * writes. Vietnamese letters are as wide as their base letters. */
#ifndef OFFICE_TIMES_H
#define OFFICE_TIMES_H

#include "base/str.h"

/* In thousandths of the font size. */
u32 times_width(str s);

/* Lines that s takes in a box that wide (thousandths of the font size), broken at blanks and line breaks; a longer
 * word is cut. At least 1. */
u32 times_lines(str s, u32 box);

#endif
