import { expect } from "chai";
import { parseTikTokName } from "./parse-tiktok-name.ts";

describe("parseTikTokName", () => {
  const names: [typed: string, name: string | undefined][] = [
    ["grandstand.live", "grandstand.live"],
    ["@Grandstand_Live", "grandstand_live"],
    ["  @name  ", "name"],
    ["https://www.tiktok.com/@name", "name"],
    ["https://www.tiktok.com/@name/live", "name"],
    ["https://www.tiktok.com/@name/live?lang=en", "name"],
    ["http://m.tiktok.com/@name/", "name"],
    ["tiktok.com/@Name", "name"],
    ["", undefined],
    ["@", undefined],
    ["two words", undefined],
    ["@name/../admin", undefined],
    ["https://www.tiktok.com/live", undefined],
    ["https://example.com/@name", undefined],
    ["https://tiktok.com.example.com/@name", undefined],
    ["name?x=1", undefined],
    ["a".repeat(41), undefined],
    ["имя", undefined],
  ];
  for (const [typed, name] of names) {
    it(`reads ${JSON.stringify(typed)} as ${name ?? "no name"}`, () => {
      expect(parseTikTokName(typed)).to.equal(name);
    });
  }
});
