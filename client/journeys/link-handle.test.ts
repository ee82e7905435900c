import { expect } from "chai";
import type { Page } from "playwright-core";
import { handles as words } from "#client/languages/en/handles.ts";
import { joinRoom } from "#client/testing/hands.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { type FakeTikTok, startFakeTikTok } from "#server/testing/fake-tiktok/fake-tiktok.ts";

const CHANNEL = "grandstand.live";
const viewer = { id: "6800000000000000001", displayId: "mira.live", nickname: "Mira" };

describe("a viewer links a handle on the phone", function () {
  this.timeout(120_000);
  let fake: FakeTikTok;
  let night: LiveNight;
  let phone: Page;
  let faults: string[];

  before(async () => {
    fake = await startFakeTikTok({ names: [CHANNEL] });
    night = await startLiveNight({
      TIKTOK_USERNAME: `@${CHANNEL}`,
      TIKTOK_SIGN_URL: fake.signUrl,
      TIKTOK_WEB_HOST: fake.webHost,
    });
    await fake.until(() => fake.seen.rooms.length === 1);
    const path = `/?room=${night.test.lobby.code}`;
    ({ page: phone, faults } = await night.open(path, { device: "smallPhone" }));
    await joinRoom(phone, "Ana");
    await phone.goto(`${night.test.url}${path}#wallet`);
  });
  after(async () => {
    await night.close();
    await fake.close();
  });

  const button = (name: string) => phone.getByRole("button", { name });
  const readCode = async () => {
    const said = (await phone.locator(".challenge-code").textContent()) ?? "";
    return said.split(" ").at(-1) as string;
  };

  it("the code stays within reach while another name is thought of", async () => {
    await phone.getByLabel(words.handle).fill("@Mira.Live");
    await button(words.ask).click();
    await phone.locator(".challenge-code").waitFor();
    const code = await readCode();
    await button(words.another).click();
    await phone.getByLabel(words.handle).waitFor();
    await button(words.backToCode(code)).click();
    expect(await readCode()).to.equal(code);
  });

  it("the comment with the code links it, and the page says so by itself", async () => {
    fake.push([fake.messages.chat(viewer, words.comment(await readCode()))]);
    await phone.getByText(words.linkedNow(viewer.displayId)).waitFor();
    await phone.locator(".linked-handle").getByText(`@${viewer.displayId}`).waitFor();
    expect(await phone.locator(".challenge-code").count()).to.equal(0);
  });

  it("a gift in the LIVE becomes coins on the phone", async () => {
    fake.push([fake.messages.gift({ viewer, type: 2, diamonds: 149 })]);
    await phone.locator(".coins b", { hasText: /^2$/ }).waitFor();
  });

  it("no error, no failed request and nothing forbidden on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});
