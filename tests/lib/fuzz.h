/* A fuzz target: reads any bytes and must neither crash nor leak. Called by libFuzzer, or by fuzz_replay.c for every
 * file of the corpus. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
