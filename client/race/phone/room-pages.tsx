import type { ComponentType } from "preact";
import { useEffect, useMemo } from "preact/hooks";
// The colours chosen on this phone; the first picture comes without them.
import "#client/framework/theme.ts";
import { BottomNav } from "./bottom-nav.tsx";
import { ConnectionBar } from "./connection-bar.tsx";
import { WalletPage } from "./money/wallet-page.tsx";
import { page } from "./pages.ts";
import { openPlay, type Play } from "./play.ts";
import { RacePage } from "./race-page.tsx";
import { ResultsPage } from "./results-page.tsx";
import type { Seat } from "./seat.ts";

/**
 * Everything behind the join page. Mounted anew for each token, so that the room is joined with it.
 * Favors are another feature's: whoever puts the pages together passes theirs.
 */
export function RoomPages({ held, Favors }: { held: Seat; Favors: ComponentType }) {
  const play = useMemo(() => openPlay(held), []);
  useEffect(() => () => play.close(), []);
  return (
    <>
      <ConnectionBar status={play.feed.status.value} />
      <Page play={play} Favors={Favors} />
      <BottomNav />
    </>
  );
}

function Page({ play, Favors }: { play: Play; Favors: ComponentType }) {
  switch (page.value) {
    case "race":
      return <RacePage play={play} />;
    case "results":
      return <ResultsPage lobbyCode={play.lobbyCode} raceId={play.feed.view.value?.raceId} />;
    case "wallet":
      return <WalletPage now={play.feed.now.value} />;
    case "favors":
      return <Favors />;
  }
}
