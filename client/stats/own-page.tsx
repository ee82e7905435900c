import { call } from "#client/framework/http.ts";
import { useAsked } from "#client/framework/use-asked.ts";
import { AskedNote } from "./asked-note.tsx";
import { OwnHistory } from "./own-history.tsx";
import { readOwnToken } from "./own-seat.ts";
import { texts } from "./texts.ts";

/** A player's own history, for the device that holds the player's seat. */
export function OwnPage() {
  const { me: words } = texts.value.stats;
  const token = readOwnToken();
  return (
    <main class="page">
      {token === undefined ? (
        <Unseated label={words.unknown} detail={words.unknownDetail} />
      ) : (
        <Seated token={token} />
      )}
    </main>
  );
}

function Seated({ token }: { token: string }) {
  const { me: words } = texts.value.stats;
  const asked = useAsked(() => call("GET", "/stats/me", { token }), [token]);
  const { value, problem } = asked;
  if (
    problem !== "silent" &&
    (problem?.code === "token_expired" || problem?.code === "unauthorized")
  ) {
    return <Unseated label={words.expired} detail={words.expiredDetail} />;
  }
  return (
    <>
      <h1 class="headline">{value === undefined ? words.heading : words.of(value.name)}</h1>
      <AskedNote asked={asked} />
      {value !== undefined && <OwnHistory own={value} />}
    </>
  );
}

function Unseated({ label, detail }: { label: string; detail: string }) {
  const { me: words } = texts.value.stats;
  return (
    <>
      <h1 class="headline">{words.heading}</h1>
      <section class="panel stack">
        <p class="label">{label}</p>
        <p class="dim">{detail}</p>
        <a class="button" href="/">
          {words.openPhone}
        </a>
      </section>
    </>
  );
}
