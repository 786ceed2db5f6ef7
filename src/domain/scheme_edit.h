/* Changing a scheme that is being drafted: a copy whose nodes may be added, moved and taken out. The links between nodes
 * and the nodes that tie rules and profiles name stay right; whether the table is sound is for scheme_check() to say. */
#ifndef DOMAIN_SCHEME_EDIT_H
#define DOMAIN_SCHEME_EDIT_H

#include "domain/scheme.h"

/* A copy that may be changed; texts and levels are shared. */
void scheme_edit_copy(struct arena *a, const struct scheme *s, struct scheme *out);

/* A table with the root alone. */
void scheme_edit_blank(struct arena *a, str code, str title, struct scheme *out);

/* Puts a node after the last child of a group. TD_CONFLICT: parent is no group; TD_LIMIT: the table is full. */
MUST_CHECK td_rc scheme_edit_add(struct arena *a, struct scheme *s, u32 parent, const struct criterion *c,
				 struct err *e);

/* Takes a node out with all below it. TD_CONFLICT: a tie rule or a profile names one of them. */
MUST_CHECK td_rc scheme_edit_remove(struct arena *a, struct scheme *s, u32 node, struct err *e);

/* Moves a node before (by −1) or behind (+1) its neighbour in the same group; nothing at the end of the row. */
void scheme_edit_shift(struct arena *a, struct scheme *s, u32 node, int by);

/* Moves a node behind the last child of another group. TD_CONFLICT: no group, or below the node itself. */
MUST_CHECK td_rc scheme_edit_under(struct arena *a, struct scheme *s, u32 node, u32 group, struct err *e);

/* Codes from the places: I, II … at the top, I.1, I.1.2 below. */
void scheme_edit_number(struct arena *a, struct scheme *s);

/* What the children of a group come to: of its own role, as scheme_check() adds them. */
i64 scheme_edit_sum(const struct scheme *s, u32 group);

/* How two versions differ, node by node: nodes are the same by code, else by name. CHANGE_PROFILES is told once, of the
 * root. */
enum scheme_change_kind {
	CHANGE_ADDED,
	CHANGE_REMOVED,
	CHANGE_POINTS,
	CHANGE_RULE,
	CHANGE_NAME,
	CHANGE_PROFILES,
	SCHEME_CHANGE__N
};
struct scheme_change {
	enum scheme_change_kind kind;
	i64 before, after; /* nodes, −1: none */
};
typedef VEC(struct scheme_change) scheme_change_list;
void scheme_compare(struct arena *a, const struct scheme *before, const struct scheme *after,
		    scheme_change_list *out);

/* The node of s that stands for node k of other: the same code and kind of node, else the same name; −1. */
i64 scheme_counterpart(const struct scheme *s, const struct scheme *other, u32 k);

/* Do two nodes score alike (mechanism and its parameters, judging, role), points and texts aside? */
bool criterion_same_rule(const struct criterion *x, const struct criterion *y);

#endif
