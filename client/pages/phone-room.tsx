import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { FavorProps } from "#client/favors/favor-props.ts";
import { handleNewsHeard } from "#client/race/phone/money/handle-news.ts";
import { offersWaiting } from "#client/race/phone/money/offers-waiting.ts";
import { hearWallet } from "#client/race/phone/money/wallet.ts";
import { say } from "#client/race/phone/notice.ts";
import { pageLink } from "#client/race/phone/pages.ts";
import { RoomPages } from "#client/race/phone/room-pages.tsx";
import { type Seat, seat } from "#client/race/phone/seat.ts";
import { texts } from "#client/race/phone/texts.ts";

/** A room on the phone: the race's pages, and the favors of its players among them. */
export function PhoneRoom({ held }: { held: Seat }) {
  return (
    <>
      <RoomPages held={held} Favors={Favors} />
      <News />
    </>
  );
}

/** The page of favors. */
function Favors() {
  const Page = useLoaded(async () => (await import("#client/favors/favors-page.tsx")).FavorsPage);
  const props = favorProps();
  if (Page === "missing") return <Missing />;
  return Page && props && <Page {...props} backHref={pageLink("wallet")} />;
}

/** Offers that come while another page is looked at. */
function News() {
  const Teller = useLoaded(async () => (await import("#client/favors/favor-news.tsx")).FavorNews);
  const props = favorProps();
  // The page itself still tells of them.
  if (Teller === "missing") return null;
  return Teller && props && <Teller {...props} onCount={countOffers} onSay={sayPlainly} />;
}

/** The code did not come: the server is away, or has another build of the page by now. */
function Missing() {
  const { common } = texts.value;
  return (
    <main>
      <p role="alert" class="refusal">
        {common.noAnswer}
      </p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {common.tryAgain}
      </button>
    </main>
  );
}

/** A component whose code comes when it is first shown; `missing` when it did not. */
function useLoaded<Props>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> | "missing" | undefined {
  const [loaded, setLoaded] = useState<ComponentType<Props> | "missing">();
  useEffect(() => {
    load().then(
      (component) => setLoaded(() => component),
      () => setLoaded("missing"),
    );
  }, []);
  return loaded;
}

function favorProps(): FavorProps | undefined {
  const token = seat.value?.token;
  if (token === undefined) return undefined;
  return { token, news: handleNewsHeard.value, onWallet: hearWallet, onSay: sayGood };
}

function countOffers(offers: number): void {
  offersWaiting.value = offers;
}

function sayGood(text: string): void {
  say(text, "good");
}

function sayPlainly(text: string): void {
  say(text);
}
