import { expect } from "chai";
import fc from "fast-check";
import { countries } from "./countries.ts";
import { createCountryReader } from "./recognise-country.ts";

type Row = readonly [comment: string, country: string | undefined];

/** The default battle and a few countries whose names are traps. */
const readMany = createCountryReader(
  "TR SA EG PK US GB NO IN IT ME SD SS NE NG OM ML IR TD JO GE GN GQ PG GW DO DM IE".split(" "),
);
/** A battle like tonight's. */
const readFew = createCountryReader(["TR", "SA", "EG", "PK"]);

function table(title: string, read: (comment: string) => string | undefined, rows: Row[]): void {
  describe(title, () => {
    for (const [comment, country] of rows) {
      it(`${JSON.stringify(comment)} → ${country ?? "none"}`, () => {
        expect(read(comment)).to.equal(country);
      });
    }
  });
}

table("names of sides in their languages", readFew, [
  ["Turkey", "TR"],
  ["Türkiye", "TR"],
  ["turkiye", "TR"],
  ["TÜRKİYE", "TR"],
  ["TURKIYE", "TR"],
  ["türkıye", "TR"],
  ["Türkiye'ye oy verin", "TR"],
  ["TÜRKİYE’DE", "TR"],
  ["Türkiyem ❤️", "TR"],
  ["Turquía gana", "TR"],
  ["turquia", "TR"],
  ["vive la Turquie!", "TR"],
  ["Türkei", "TR"],
  ["forza Turchia", "TR"],
  ["Turki menang", "TR"],
  ["за Турцию!", "TR"],
  ["तुर्की", "TR"],
  ["तुर्किये जिंदाबाद", "TR"],
  ["تركيا", "TR"],
  ["يلا تركيا", "TR"],
  ["ترکی زندہ باد", "TR"],
  ["ترکیہ", "TR"],
  ["تُرْكِيَا", "TR"],
  ["السعودية", "SA"],
  ["السعوديه", "SA"],
  ["السعوديّة العظمى", "SA"],
  ["والسعودية", "SA"],
  ["للسعودية", "SA"],
  ["بالسعودية", "SA"],
  ["انا مع السعـــودية", "SA"],
  ["المملكة العربية السعودية", "SA"],
  ["سعودی عرب", "SA"],
  ["Saudi", "SA"],
  ["saudi arabia!!!", "SA"],
  ["Arabia Saudí", "SA"],
  ["Arábia Saudita", "SA"],
  ["Arabie saoudite", "SA"],
  ["Suudi Arabistan", "SA"],
  ["KSA", "SA"],
  ["ksa to the top", "SA"],
  ["Arab Saudi", "SA"],
  ["مصر", "EG"],
  ["مصر ام الدنيا", "EG"],
  ["تحيا مصر", "EG"],
  ["لمصر", "EG"],
  ["ومصر", "EG"],
  ["يا مصر", "EG"],
  ["يامصر", "EG"],
  ["go egypt go", "EG"],
  ["Egypt's gonna win", "EG"],
  ["Égypte", "EG"],
  ["allez l'Egypte", "EG"],
  ["Egito", "EG"],
  ["Egipto", "EG"],
  ["Mısır", "EG"],
  ["Mısır'a gidiyor", "EG"],
  ["misir", "EG"],
  ["Masr", "EG"],
  ["Ägypten", "EG"],
  ["Египет", "EG"],
  ["मिस्र", "EG"],
  ["پاکستان", "PK"],
  ["پاکستان زندہ باد", "PK"],
  ["پاكستان", "PK"],
  ["باكستان", "PK"],
  ["Pakistan zindabad", "PK"],
  ["Pakistán", "PK"],
  ["Paquistão", "PK"],
  ["paquistao", "PK"],
  ["पाकिस्तान", "PK"],
]);

table("stretched, fancy and glued writing", readFew, [
  ["TURKEYYYYY", "TR"],
  ["turkeyy", "TR"],
  ["Egyyyypt", "EG"],
  ["egyptttt!!!", "EG"],
  ["Pakistaaaaan", "PK"],
  ["saudiiii arabiaaaa", "SA"],
  ["تركياااااا", "TR"],
  ["مصرررر", "EG"],
  ["السعوديةةةة", "SA"],
  ["𝐓𝐮𝐫𝐤𝐞𝐲", "TR"],
  ["ＥＧＹＰＴ", "EG"],
  ["turkey1", "TR"],
  ["100%Egypt", "EG"],
  ["Turkey🇹🇷Turkey", "TR"],
  ["🔥Pakistan🔥", "PK"],
  ["turkey.", "TR"],
  ["I love it.Turkey wins", "TR"],
  ["turkey/turkey", "TR"],
  ["Tur\u200bkiye", "TR"],
  ["#Turkey", "TR"],
  ["#TeamTurkey", "TR"],
  ["#goturkey", "TR"],
  ["#turkeywins", "TR"],
  ["#السعودية_العظمى", "SA"],
  ["#pk", "PK"],
  ["come on #tr", "TR"],
]);

table("flags", readFew, [
  ["🇹🇷", "TR"],
  ["🇹🇷🇹🇷🇹🇷", "TR"],
  ["go 🇵🇰 go", "PK"],
  ["🇹🇷🇪🇬", undefined],
  ["🇹🇷 vs 🇪🇬", undefined],
  ["🇧🇷🇹🇷", "TR"],
  ["🇧🇷", undefined],
  ["🇹🇷Türkiye", "TR"],
  ["🇹🇷 Egypt", undefined],
  ["🇹🇷 🇹", "TR"],
  ["🇹", undefined],
  ["🇸🇦❤️🇸🇦", "SA"],
  ["🏴", undefined],
]);

table("codes", readMany, [
  ["tr", "TR"],
  ["TR", "TR"],
  ["Tr!!", "TR"],
  ["tr tr tr", "TR"],
  ["tr ❤️❤️", "TR"],
  ["TUR", "TR"],
  ["egy", "EG"],
  ["PAK", "PK"],
  ["go TR", "TR"],
  ["GO TR", "TR"],
  ["I am voting PK tonight", "PK"],
  ["يلا TR", "TR"],
  ["USA USA USA", "US"],
  ["team usa all the way", "US"],
  ["ele usa isso", undefined],
  ["go pk", "PK"],
  ["vote tr!!", "TR"],
  ["U.S.A.", "US"],
  ["the US is winning", "US"],
  ["uk", "GB"],
  ["@streamer tr", "TR"],
  ["TR 100", "TR"],
  ["SA", "SA"],
  ["sa", undefined],
  ["Sa beyler", undefined],
  ["as", undefined],
  ["in", "IN"],
  ["IT", "IT"],
  ["no", "NO"],
  ["no no no", undefined],
  ["go IN", "IN"],
  ["vote IT", "IT"],
  ["I vote for ME!", "ME"],
]);

table("ordinary words that are codes", readMany, [
  ["in it", undefined],
  ["it is me", undefined],
  ["come to me", undefined],
  ["no way", undefined],
  ["NO WAY", undefined],
  ["NO way they lose", undefined],
  ["IT IS ME", undefined],
  ["this IS it", undefined],
  ["let us go", undefined],
  ["LET US GO", undefined],
  ["help me please", undefined],
  ["yes and no", undefined],
  ["no ❤️", "NO"],
  ["are", undefined],
  ["can", undefined],
  ["per", undefined],
  ["who are you", undefined],
  ["I am so happy", undefined],
  ["tell me in the chat", undefined],
  ["non è vero, per me no", undefined],
  ["no me digas", undefined],
  ["je te le donne", undefined],
  ["ne yapıyorsun", undefined],
  ["sen de gel", undefined],
  ["su casa es mi casa", undefined],
  ["tr is short for train", undefined],
  ["in 5 minutes", undefined],
  ["ok", undefined],
  ["lol", undefined],
  ["PS5 or Xbox", undefined],
]);

table("words and names that hold a country's name", readMany, [
  ["what a woman", undefined],
  ["small", undefined],
  ["I ran home", undefined],
  ["Iran", "IR"],
  ["Oman", "OM"],
  ["Omã", "OM"],
  ["meine oma ist lieb", undefined],
  ["que ira tengo", undefined],
  ["Irã vai ganhar", "IR"],
  ["Mali", "ML"],
  ["ايش مالي", undefined],
  ["Niger", "NE"],
  ["Nigeria", "NG"],
  ["Nigeriaaa", "NG"],
  ["nigger", undefined],
  ["niggger", undefined],
  ["Sudan", "SD"],
  ["South Sudan", "SS"],
  ["south sudan beats everyone", "SS"],
  ["جنوب السودان", "SS"],
  ["السودان", "SD"],
  ["Güney Sudan", "SS"],
  ["Guinea", "GN"],
  ["Guinea-Bissau", "GW"],
  ["Guinea Ecuatorial", "GQ"],
  ["Equatorial Guinea", "GQ"],
  ["Papua New Guinea", "PG"],
  ["guinea pigs are cute", undefined],
  ["New Mexico", undefined],
  ["Dominica", "DM"],
  ["Dominican Republic", "DO"],
  ["República Dominicana", "DO"],
  ["Ireland", "IE"],
  ["Northern Ireland", "GB"],
  ["American Samoa", undefined],
  ["America", "US"],
  ["South America", undefined],
  ["Latin America is here", undefined],
  ["Estados Unidos", "US"],
  ["États-Unis", "US"],
  ["الولايات المتحدة", "US"],
  ["أمريكا", "US"],
  ["ABD", "US"],
  ["England", "GB"],
  ["İngiltere", "GB"],
  ["\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", "GB"],
  ["\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} Scotland", "GB"],
  ["Chad", "TD"],
  ["such a chad", undefined],
  ["gigachad", undefined],
  ["Jordan", "JO"],
  ["Michael Jordan", undefined],
  ["Georgia", "GE"],
  ["Atlanta, Georgia", undefined],
  ["South Georgia", undefined],
  ["roast turkey", undefined],
  ["Mısır", "EG"],
  ["misir", "EG"],
  ["Mısır kazanır", "EG"],
  ["misir yedim", undefined],
  ["mısır yedim", undefined],
  ["bugün MISIR YEDİM", undefined],
  ["misir patlagi", undefined],
  ["mısır patlağı", undefined],
  ["Mısır ekmeği yaptım", undefined],
  ["misir unu", undefined],
  ["mısır tarlası", undefined],
  ["mısır gevreği", undefined],
  ["patlamış mısır", undefined],
  ["India", "IN"],
  ["भारत माता की जय", "IN"],
  ["Hindistan", "IN"],
  ["الهند", "IN"],
  ["indian food", undefined],
  ["Italia", "IT"],
  ["I am Turkish", undefined],
  ["مصري", undefined],
]);

table("what does not count, or counts twice", readFew, [
  ["", undefined],
  ["hello everyone", undefined],
  ["@turkey", undefined],
  ["@egypt.fan hi", undefined],
  ["@Turkey Egypt", "EG"],
  ["＠turkey", undefined],
  ["https://egypt.com/turkey", undefined],
  ["www.pakistan.gov.pk", undefined],
  ["visit turkey.com now", undefined],
  ["mail me at a@turkey.com", undefined],
  ["Turkey or Egypt?", undefined],
  ["Turkey > Egypt", undefined],
  ["تركيا ضد مصر", undefined],
  ["Turkey Turkey Turkey", "TR"],
  ["Turkey تركيا 🇹🇷 TR", "TR"],
  ["I'm from Brazil but go Turkey", "TR"],
  ["Brazil", undefined],
  ["turkeys", undefined],
  ["egyptian", undefined],
  ["Pakistani", undefined],
  ["Turkmenistan", undefined],
  ["\ud83c", undefined],
  ["🏳️‍🌈", undefined],
]);

describe("a country's name", () => {
  const languages = ["en", "es", "ar", "tr", "ur", "pt", "fr", "de", "it", "id", "ru", "hi"];
  for (const language of languages) {
    it(`is known in "${language}" for every country`, () => {
      const names = new Intl.DisplayNames([language], { type: "region" });
      const unknown = countries.filter((code) => {
        const read = createCountryReader([code, code === "TR" ? "EG" : "TR"]);
        return read(names.of(code) ?? "") !== code;
      });
      expect(unknown).to.deep.equal([]);
    });
  }

  it("that two countries share means the one that is a side, and none if both are", () => {
    expect(createCountryReader(["CD", "TR"])("Congo")).to.equal("CD");
    expect(createCountryReader(["CG", "TR"])("Congo")).to.equal("CG");
    expect(createCountryReader(["CD", "CG"])("Congo")).to.equal(undefined);
    expect(createCountryReader(["CD", "CG"])("DR Congo")).to.equal("CD");
  });

  it("that is an everyday word counts only as the whole comment", () => {
    const read = createCountryReader(["IS", "GH", "TG", "BJ"]);
    expect(read("what an island")).to.equal(undefined);
    expect(read("Island!")).to.equal("IS");
    expect(read("gana el mejor")).to.equal(undefined);
    expect(read("benim güzel ülkem")).to.equal(undefined);
    expect(read("кроме того")).to.equal(undefined);
    expect(read("Того")).to.equal("TG");
    expect(read("Ghana gana")).to.equal("GH");
  });
});

describe("a comment", () => {
  it("names a side or none, whatever it holds", () => {
    const parts = fc.constantFrom(
      "Turkey",
      "🇪🇬",
      "🇹",
      "#",
      "@",
      ".",
      "TR",
      " ",
      "ة",
      "\ud800",
      "aaa",
      "و",
      "1",
    );
    const comment = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.array(parts, { maxLength: 30 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(comment, (text) => {
        expect(readFew(text)).to.be.oneOf([undefined, "TR", "SA", "EG", "PK"]);
      }),
      { numRuns: 2_000 },
    );
  });
});
