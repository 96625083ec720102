/* Peer groups: which agencies are compared with each other.
 *
 * A group is everything a sample has in common with its peers: any of level, kind,
 * parent and region. Names of groups join those parts in this order, "county ×
 * police"; a part the roster does not give is "unknown".
 */
#ifndef GJ_STAT_PEERS_H
#define GJ_STAT_PEERS_H

#include "stat/frame.h"

/* A set of these; the empty set compares everybody with everybody. */
typedef enum gj_peers {
	GJ_PEERS_ALL = 0,
	GJ_PEERS_LEVEL = 1 << 0,
	GJ_PEERS_KIND = 1 << 1,
	GJ_PEERS_PARENT = 1 << 2,
	GJ_PEERS_REGION = 1 << 3,
	GJ_PEERS_LEVEL_KIND = GJ_PEERS_LEVEL | GJ_PEERS_KIND /* the default */
} gj_peers;

/* The name at `index`, in the order of help ("level-kind", "all", "level", …); null
 * after the last. */
const char *gj_peers_name(size_t index);
/* Names joined by commas: "level,kind,parent". False at one that is unknown. */
bool gj_peers_by_name(gj_str names, gj_peers *peers);

/* Every sample's group, numbered in byte order of the groups' names. */
typedef struct gj_peer_groups {
	uint32_t *of;  /* one a sample of the frame */
	gj_str *names; /* by number */
	size_t count;
} gj_peer_groups;

/* Everything in the arena. GJ_E_MEMORY. */
gj_code gj_peer_groups_make(gj_peer_groups *groups, gj_arena *arena, const gj_frame *frame,
                            gj_peers peers, gj_err *err);

#endif
