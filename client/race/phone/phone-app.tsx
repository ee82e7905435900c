import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { JoinPage } from "./join-page.tsx";
import { joinTexts } from "./join-texts.ts";
import { NoticeBar } from "./notice-bar.tsx";
import { PageHeader } from "./page-header.tsx";
import { roomCode } from "./room-code.ts";
import { isSeated, type Seat, seat } from "./seat.ts";

/** The room's pages and the SDK come after the first paint. */
const loaded = signal<ComponentType<{ held: Seat }> | undefined>(undefined);

async function loadRoom(): Promise<void> {
  const [{ RoomPages }] = await Promise.all([import("./room-pages.tsx"), import("@colyseus/sdk")]);
  loaded.value = RoomPages;
}

/** The whole phone: joining, then the room. */
export function PhoneApp() {
  useEffect(() => {
    requestAnimationFrame(() => setTimeout(() => void loadRoom()));
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
