/**
 * Who a connection speaks for; decided from its token before it has a seat.
 * `viewer` and `overlay` only read (an overlay's token is made to be pasted and can be revoked).
 */
export const roles = ["host", "moderator", "player", "viewer", "overlay"] as const;
export type Role = (typeof roles)[number];
