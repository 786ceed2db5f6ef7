/* A key with its certificate for commands that seal. */
#ifndef TESTS_FAULT_SEAL_FILE_H
#define TESTS_FAULT_SEAL_FILE_H

/* PEM that only the owner may read; ends the process when it cannot be made. */
void seal_file_make(const char *path);

#endif
