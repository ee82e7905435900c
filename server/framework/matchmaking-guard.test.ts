import net from "node:net";
import { matchMaker } from "@colyseus/core";
import { expect } from "chai";
import { makePlayer } from "#server/testing/make-player.ts";
import { makeRoom, type TestRoom } from "#server/testing/make-room.ts";
import { ALLOWED_ORIGIN, type Stand, startStand } from "#server/testing/room-stand.ts";

describe("matchmaking", () => {
  let stand: Stand;
  let room: TestRoom;
  before(async () => {
    stand = await startStand();
    room = await makeRoom(stand);
  });
  after(() => stand.close());

  const post = (path: string, init: RequestInit = {}) =>
    fetch(`${stand.url}/matchmake/${path}`, {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
      ...init,
    });

  for (const method of ["create", "joinOrCreate", "join", "__proto__", "constructor"]) {
    it(`by ${method} is refused: rooms are opened by the server alone`, async () => {
      const answer = await post(`${method}/counter`, { body: '{"ticket":"forged"}' });
      expect(answer.status).to.be.at.least(400);
      expect(await answer.text()).not.to.include("sessionId");
    });
  }

  it("opens no room on a forged ticket, nor on one used before", async () => {
    for (const ticket of ["forged", undefined, { toString: () => "forged" }]) {
      const made = matchMaker.createRoom("counter", { ticket });
      expect(await made.catch((error: Error) => error.message)).to.equal("forbidden");
    }
    expect(await matchMaker.query({ name: "counter" })).to.have.length(1);
  });

  it("answers whatever body it is sent", async () => {
    for (const body of ["{x", "null", "[]", '"text"', "", "\u0000"]) {
      const answer = await post(`reconnect/${room.id}`, { body });
      expect(answer.status, body).to.be.at.least(400);
    }
    expect((await post("joinById/nobody-knows")).status).to.equal(522);
  });

  it("takes small bodies of a known length only", async () => {
    const big = await post(`joinById/${room.id}`, {
      body: JSON.stringify({ a: "x".repeat(5_000) }),
    });
    expect(big.status).to.equal(413);
    expect(await big.json()).to.deep.equal({ code: 413, error: "payload_too_large" });
    const stream = new Blob(["{}"]).stream();
    const chunked = await post(`joinById/${room.id}`, { body: stream, duplex: "half" } as object);
    expect(chunked.status).to.equal(413);
  });

  it("names no origin but the allowed ones, in answers and in preflights", async () => {
    for (const method of ["POST", "OPTIONS"]) {
      const from = (origin: string) =>
        fetch(`${stand.url}/matchmake/joinById/${room.id}`, { method, headers: { origin } });
      const allowed = (await from(ALLOWED_ORIGIN)).headers;
      expect(allowed.get("access-control-allow-origin")).to.equal(ALLOWED_ORIGIN);
      expect(allowed.get("vary")).to.match(/origin/i);
      const other = (await from("https://evil.example")).headers;
      const said = [...other.keys()].filter((name) => name.startsWith("access-control-allow"));
      expect(said).to.deep.equal([]);
    }
  });

  it("survives requests that no URL can be made of", async () => {
    const heads = [
      `POST /matchmake/joinById/${room.id} HTTP/1.1\r\nHost: a b[`,
      `POST /matchmake/joinById/${room.id} HTTP/1.1\r\nHost: u:p@h`,
      `POST /matchmake/joinById/${room.id} HTTP/1.1\r\nHost: h\r\nX-Forwarded-Proto: %%`,
      "GET /__healthcheck HTTP/1.1\r\nHost: a b[",
      "GET //[ HTTP/1.1\r\nHost: a",
      "GET /%E0%A4%A HTTP/1.1\r\nHost: a",
      "OPTIONS * HTTP/1.1\r\nHost: [",
    ];
    for (const head of heads) {
      const length = head.startsWith("POST") ? "\r\nContent-Length: 2" : "";
      const answer = await speak(`${head}${length}\r\nConnection: close\r\n\r\n${length && "{}"}`);
      expect(answer, head).to.match(/^HTTP\/1\.1 (200|204|404)/);
    }
    const ana = await makePlayer(room, "Ana");
    expect((await ana.request("add", { by: 1 })).ok).to.equal(true);
  });

  it("forgets a request that breaks off in the middle", async () => {
    const socket = net.connect(Number(new URL(stand.url).port), "127.0.0.1");
    socket.write(
      `POST /matchmake/joinById/${room.id} HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{`,
    );
    const gone = new Promise((resolve) => socket.once("close", resolve));
    socket.end(() => socket.destroy());
    await gone;
    expect((await post(`joinById/${room.id}`)).status).to.equal(200);
  });

  it("hides Colyseus' own health check", async () => {
    expect((await fetch(`${stand.url}/__healthcheck`)).status).to.equal(404);
  });

  function speak(text: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = net.connect(Number(new URL(stand.url).port), "127.0.0.1");
      let heard = "";
      socket.on("data", (bytes) => {
        heard += bytes.toString("latin1");
      });
      socket.on("close", () => resolve(heard));
      socket.write(text);
    });
  }
});

describe("matchmaking from one address", () => {
  it("is told to wait once it has had its share", async () => {
    const stand = await startStand({ joinsPerMinuteMax: 10 });
    const room = await makeRoom(stand);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        fetch(`${stand.url}/matchmake/joinById/${room.id}`, { method: "POST", body: "{}" }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).to.have.length(10);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).to.have.length(90);
    expect(await refused[0]?.json()).to.deep.equal({ code: 429, error: "rate_limited" });
    await stand.close();
  });
});
