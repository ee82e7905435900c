import { effect, signal } from "@preact/signals";

/** The room the address names (`?room=KXRT`), upper case; undefined if none. */
export const roomCode = signal<string | undefined>(
  new URLSearchParams(location.search).get("room")?.trim().toUpperCase() || undefined,
);

// A reload, or the address sent to a friend, leads to the same room.
effect(() => {
  if (roomCode.value === undefined) return;
  const address = new URL(location.href);
  if (address.searchParams.get("room") === roomCode.value) return;
  address.searchParams.set("room", roomCode.value);
  history.replaceState(null, "", address);
});
