import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { JoinPage } from "./join-page.tsx";
import { joinTexts } from "./join-texts.ts";
import { NoticeBar } from "./notice-bar.tsx";
import { PageHeader } from "./page-header.tsx";
import { roomCode } from "./room-code.ts";
import { isSeated, type Seat, seat } from "./seat.ts";

type Room = ComponentType<{ held: Seat }>;

const loaded = signal<Room | undefined>(undefined);

/** The whole phone: joining, then the room. `loadRoom` brings the room's pages after the first paint. */
export function PhoneApp({ loadRoom }: { loadRoom: () => Promise<Room> }) {
  useEffect(() => {
    const load = async () => {
      loaded.value = await loadRoom();
    };
    requestAnimationFrame(() => setTimeout(() => void load()));
  }, []);
  const held = seat.value;
  const RoomPages = loaded.value;
  document.title = joinTexts.value.join.title;
  return (
    <>
      <PageHeader />
      {!isSeated(held, roomCode.value) ? (
        <JoinPage />
      ) : RoomPages === undefined ? (
        <main class="waiting">
          <p class="dim">{joinTexts.value.common.connecting}</p>
        </main>
      ) : (
        <RoomPages key={held.token} held={held} />
      )}
      <NoticeBar />
    </>
  );
}
