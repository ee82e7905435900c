import { expect } from "chai";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";
import { type FakeTikTok, startFakeTikTok } from "#server/testing/fake-tiktok/fake-tiktok.ts";
import { startTestApp, type TestApp } from "#server/testing/test-app.ts";

const CHANNEL = "grandstand.live";
const viewer = { id: "6800000000000000001", displayId: "mira.live", nickname: "Mira" };

describe("a phone whose player links a handle", () => {
  let fake: FakeTikTok;
  let test: TestApp;
  before(async () => {
    fake = await startFakeTikTok({ names: [CHANNEL] });
    test = await startTestApp({
      environment: {
        TIKTOK_USERNAME: `@${CHANNEL}`,
        TIKTOK_SIGN_URL: fake.signUrl,
        TIKTOK_WEB_HOST: fake.webHost,
      },
    });
    await fake.until(() => fake.seen.rooms.length === 1);
  });
  after(async () => {
    await test.close();
    await fake.close();
  });

  it("hears at once of the link, and of coins that gifts earn", async () => {
    const session = await test.join("Ana");
    const { room } = await test.seat(session.token);
    const nextNews = () =>
      new Promise<WalletWire[]>((resolve) => {
        room.onMessage("handlesChanged", ({ wallets }: { wallets: WalletWire[] }) =>
          resolve(wallets),
        );
      });
    const coinsOf = (wallets: WalletWire[]) =>
      wallets.find(({ currency }) => currency === "coins")?.available;

    const { body } = await test.call("POST", "/identities/link", {
      token: session.token,
      body: { source: "tiktok", handle: "@Mira.Live" },
    });
    const linked = nextNews();
    fake.push([fake.messages.chat(viewer, `link ${String(body.code)}`)]);
    expect(coinsOf(await linked)).to.equal("0");

    const earned = nextNews();
    fake.push([fake.messages.gift({ viewer, type: 2, diamonds: 149 })]);
    const wallets = await earned;
    expect(coinsOf(wallets)).to.equal("2");
    expect(wallets.find(({ currency }) => currency === "chips")?.total).to.equal("1000");
  });
});
