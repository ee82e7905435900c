import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { ProblemNote } from "#client/framework/problem-note.tsx";
import { useAsked } from "#client/framework/use-asked.ts";
import type { favorRoutes } from "#common/favors/favor-api.ts";
import type { RouteReplyWire } from "#common/framework/route-contract.ts";
import { DebtRow } from "./debt-row.tsx";
import type { FavorProps } from "./favor-props.ts";
import { LendForm } from "./lend-form.tsx";
import { OfferCard } from "./offer-card.tsx";
import { PastRow } from "./past-row.tsx";
import { texts } from "./texts.ts";
import { WaitingRow } from "./waiting-row.tsx";

type MyFavors = RouteReplyWire<(typeof favorRoutes)["readMyFavors"]>;

/** Who owes whom, what is offered, and lending: all of a player's favors. `backHref` leads to the wallet. */
export function FavorsPage(props: FavorProps & { backHref: string }) {
  const { token, news, backHref } = props;
  const { favors } = texts.value;
  const asked = useAsked(() => call("GET", "/favors/me", { token }), [news]);
  const mine = asked.value;
  return (
    <main class="favors">
      <div class="favors-head">
        <h1 class="headline">{favors.heading}</h1>
        <a class="button is-link" href={backHref}>
          {favors.toWallet}
        </a>
      </div>
      {mine !== undefined && (
        <>
          <Standing mine={mine} />
          <Offers {...props} mine={mine} again={asked.again} />
          <Debts {...props} mine={mine} again={asked.again} />
          <Lending {...props} mine={mine} again={asked.again} />
          <Past mine={mine} />
        </>
      )}
      <ProblemNote asked={asked} texts={texts.value} />
    </main>
  );
}

function Standing({ mine }: { mine: MyFavors }) {
  const { favors } = texts.value;
  return (
    <section class="panel stack">
      <dl class="balances favor-standing">
        <div class="is-main">
          <dt>{favors.lendable}</dt>
          <dd class="numeral">{formatAmount(mine.lendable, language.value)}</dd>
        </div>
        <div>
          <dt>{favors.loyalty}</dt>
          <dd class="numeral">{mine.loyalty}</dd>
        </div>
      </dl>
      <p class="hint">{favors.loyaltyHint}</p>
      <p class="hint">
        {mine.racesMissing > 0 ? favors.racesMissing(mine.racesMissing) : favors.intro}
      </p>
    </section>
  );
}

type PartProps = FavorProps & { mine: MyFavors; again(): void };

function Offers(props: PartProps) {
  const { offersToMe } = props.mine;
  if (offersToMe.length === 0) return null;
  return (
    <section>
      <h2 class="section-label">{texts.value.favors.toMe}</h2>
      <ul>
        {offersToMe.map((favor) => (
          <OfferCard key={favor.id} {...props} favor={favor} />
        ))}
      </ul>
    </section>
  );
}

function Debts(props: PartProps) {
  const { favors } = texts.value;
  return (
    <>
      {(["borrowed", "lent"] as const).map(
        (side) =>
          props.mine[side].length > 0 && (
            <section key={side}>
              <h2 class="section-label">{favors[side]}</h2>
              <ul>
                {props.mine[side].map((favor) => (
                  <DebtRow key={favor.id} {...props} favor={favor} side={side} />
                ))}
              </ul>
            </section>
          ),
      )}
    </>
  );
}

/** Offers that wait, and the way to another one. */
function Lending(props: PartProps) {
  const { favors } = texts.value;
  const { mine, again } = props;
  const [isOpen, setOpen] = useState(false);
  if (mine.racesMissing > 0) return null;
  return (
    <section class="stack">
      {mine.offersByMe.length > 0 && (
        <>
          <h2 class="section-label">{favors.byMe}</h2>
          <ul>
            {mine.offersByMe.map((favor) => (
              <WaitingRow key={favor.id} {...props} favor={favor} />
            ))}
          </ul>
        </>
      )}
      {mine.lendable === "0" ? (
        <p class="dim">{favors.lendNothing}</p>
      ) : isOpen ? (
        <LendForm
          {...props}
          most={BigInt(mine.lendable)}
          onDone={() => {
            setOpen(false);
            again();
          }}
        />
      ) : (
        <button type="button" class="button is-primary" onClick={() => setOpen(true)}>
          {favors.lend}
        </button>
      )}
    </section>
  );
}

function Past({ mine }: { mine: MyFavors }) {
  const { favors } = texts.value;
  const { past } = mine;
  if (past.length === 0) return null;
  return (
    <section>
      <h2 class="section-label">{favors.past}</h2>
      <ul>
        {past.map((favor) => (
          <PastRow key={favor.id} favor={favor} />
        ))}
      </ul>
    </section>
  );
}
