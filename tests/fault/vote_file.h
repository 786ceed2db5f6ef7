/* A small election for commands that read one. */
#ifndef TESTS_FAULT_VOTE_FILE_H
#define TESTS_FAULT_VOTE_FILE_H

/* A whole vote of one voter and one trustee; ends the process when it cannot be made. */
void vote_file_make(const char *path);

#endif
