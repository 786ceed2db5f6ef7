/* Functions this project does not use, made compile errors. The build puts this file in front of every C file of ours
 * (-include). The headers that declare the functions come first, since a poisoned name may not even be declared, and
 * their macro forms go. strncpy is left to `./dev lint`: a macro of libxlsxwriter's header names it. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* no bound on what they write: sb_put(), sb_fmt(), arena_fmt(), snprintf() */
#undef sprintf
#undef vsprintf
#pragma GCC poison sprintf vsprintf strcpy strcat stpcpy strncat gets
/* hidden state, not for threads: str_split(), caltime.h, gmtime_r() */
#pragma GCC poison strtok localtime gmtime ctime asctime ctime_r asctime_r
/* no errors told: str_i64(), num_parse_c() */
#pragma GCC poison atoi atol atoll atof
/* memory outside the arena: arena_str() */
#undef strdupa
#undef strndupa
#undef alloca
#pragma GCC poison strdup strndup strdupa strndupa alloca

#endif
