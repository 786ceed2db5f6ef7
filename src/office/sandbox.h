/* What a child that reads strangers' bytes may do: use the processor and memory it was given, read and write what is
 * open already, and end. It is entered once, before the first of those bytes is looked at, and never left. */
#ifndef OFFICE_SANDBOX_H
#define OFFICE_SANDBOX_H

#include <stdbool.h>

#include "base/rc.h"

enum sandbox_files {
	SANDBOX_CLOSED, /* only what is already open: every parser */
	/* Opens for reading, threads: pango, fontconfig and freetype open the fonts of a memory file by name, and pango
	 * looks for fonts in a thread. Where the kernel has Landlock no file of the disk can be opened even so. */
	SANDBOX_MEMORY_FILES,
	/* Makes files too: libxlsxwriter keeps its rows in files of /tmp and closes the result by name. It reads what
	 * this program made, nobody's upload. Where the kernel has Landlock only /tmp can be written. */
	SANDBOX_SCRATCH,
};

struct sandbox {
	u32 memory_mb; /* address space */
	u32 seconds;   /* of processor time */
	u32 file_mb;   /* of every file it writes, the result too */
	enum sandbox_files files;
};

/* Shuts this process in; every descriptor from 3 on is closed. False: the kernel could not, and the caller must end
 * without having read anything. What is refused gives EPERM; what no parser asks for by mistake – another program or
 * process, the network, a signal to others, a file to write – ends the process at once (SIGSYS). */
bool sandbox_enter(const struct sandbox *box);

#endif
