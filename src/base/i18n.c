#include "base/i18n.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static struct {
	const struct i18n_entry *entries;
	size_t n;
} catalogues[LANG__N];

void i18n_set(enum lang lang, const struct i18n_entry *entries, size_t n)
{
	catalogues[lang].entries = entries;
	catalogues[lang].n = n;
}

static int cmp_entry(const void *vi, const void *entry)
{
	return strcmp(vi, ((const struct i18n_entry *)entry)->vi);
}

/* ---- the pseudo-language: texts made on first use and kept ---- */

enum { BUCKETS = 1024 };

struct pseudo {
	struct pseudo *next;
	size_t n;    /* bytes of the source text */
	char text[]; /* «source text» */
};

static struct pseudo *buckets[BUCKETS];
static pthread_mutex_t buckets_lock = PTHREAD_MUTEX_INITIALIZER;

#define OPEN  "«"
#define CLOSE "»"

static struct pseudo *make_pseudo(const char *vi, size_t n)
{
	size_t room = n + sizeof OPEN CLOSE;
	struct pseudo *p = malloc(sizeof *p + room);
	if (p == NULL)
		return NULL;
	p->n = n;
	snprintf(p->text, room, OPEN "%s" CLOSE, vi);
	return p;
}

static const char *pseudo_of(const char *vi)
{
	size_t n = strlen(vi), at = 5381;
	for (size_t i = 0; i < n; i++)
		at = at * 33 + (u8)vi[i];
	struct pseudo **bucket = &buckets[at % BUCKETS];
	pthread_mutex_lock(&buckets_lock);
	struct pseudo *p = *bucket;
	while (p && !(p->n == n && memcmp(p->text + strlen(OPEN), vi, n) == 0))
		p = p->next;
	if (p == NULL && (p = make_pseudo(vi, n)) != NULL) {
		p->next = *bucket;
		*bucket = p;
	}
	pthread_mutex_unlock(&buckets_lock);
	return p ? p->text : vi;
}

const char *i18n_tr(enum lang lang, const char *vi)
{
	if (lang == LANG_PSEUDO)
		return pseudo_of(vi);
	const struct i18n_entry *found = NULL;
	if (catalogues[lang].n)
		found = bsearch(vi, catalogues[lang].entries, catalogues[lang].n, sizeof *found, cmp_entry);
	return found ? found->other : vi;
}
