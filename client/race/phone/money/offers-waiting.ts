import { signal } from "@preact/signals";

/** Favors that somebody offers this player; whoever puts the pages together keeps it. */
export const offersWaiting = signal(0);
