/**
 * Phrases that hold a country's name and mean something else; they choose nothing. A longer name of
 * a country (Papua New Guinea) needs no phrase: the longest name wins by itself.
 */
export const otherPhrases: readonly string[] = [
  "New Mexico|Nuevo México|New Jersey|New England|New South Wales|New Britain|Baja California",
  "South America|North America|Latin America|Central America|South American|North American",
  "América Latina|América del Sur|América del Norte|América Central|América do Sul|América do Norte",
  "Amérique du Sud|Amérique du Nord|Amérique Latine|Güney Amerika|Kuzey Amerika|Latin Amerika",
  "Copa América|Club América|Captain America|أمريكا الجنوبية|أمريكا اللاتينية|أمريكا الشمالية",
  "Michael Jordan|Jordan Peterson|Jordan Pickford|Jordan Henderson|Jordan Belfort|Air Jordan",
  "Air Jordans|Jordan shoes|Jordan 1|Jordan 4|Jordan 11|Giga Chad|Gigachad|a chad|such a chad",
  "Chad Smith|Atlanta Georgia|Georgia Tech|Georgia Bulldogs|Georgia O'Keeffe|Turki Al|Turki Alalshikh",
  "Turki Al Sheikh|Turki Al-Faisal|Israel Adesanya|India Arie|India Love|Kenya Moore|Jersey City",
  "Jersey Shore|football jersey|my jersey|the jersey|a jersey|Guinea pig|Guinea pigs|Guinea fowl",
  "cold turkey|turkey sandwich|turkey breast|turkey leg|roast turkey|turkey dinner|turkey bacon",
  "Brazil nut|Brazil nuts|Panama hat|Panama City|Panama Canal|fine china|China town|Chinatown",
  "Mexico City|Guatemala City|Kuwait City|Gulf of Mexico|Gulf of Oman|Indian Ocean|East India Company",
  "Cuba libre|Cuba Gooding|chile con carne|chili con carne|chili sauce|chili dog|chile verde",
  "Holland Park|Tom Holland|Prince of Wales|Jimmy Wales|Britain's Got Talent|Vietnam War|Vietnam vet",
  "nigger|niggers|nigga|صلاة المغرب|أذان المغرب|اذان المغرب|بعد المغرب|قبل المغرب",
  "mısır yedim|mısır yedik|mısır yiyorum|mısır yiyoruz|mısır yiyelim|mısır yemek|mısır patlağı",
  "mısır patlat|mısır patlattım|mısır ekmeği|mısır unu|mısır tarlası|mısır gevreği|mısır koçanı",
  "mısır nişastası|mısır yağı|mısır çorbası|mısır şurubu|süt mısır|haşlanmış mısır|közde mısır",
  "patlamış mısır",
  "المغرب العربي|وقت المغرب|شام کو|آج شام|جوز الهند|تمر هندي|Deutschland sucht",
];

/**
 * Names that are everyday words somewhere (German `Island`, French `Grenade`, Spanish `gana`, Arabic
 * مالي "my money", Urdu شام "evening",
 * Portuguese `Benim`, which is Turkish "mine"): they count only when they are the whole comment.
 */
export const everydayNames: readonly string[] = [
  "island|grenade|gana|chili|reunion|la reunion|riunione|reuniao|مالي|شام|بنين|papua|persia|maghreb",
  "benim|gine|fas|того",
  "maghrib|saudita|habesha|gales|vatican|hispania|polen|bangla|pinas|suede|servia|franca|pays de galles",
];

/**
 * Codes that are words or shorthands of chats in some language: in a sentence their capitals are
 * mere emphasis ("NO way", "it IS"), so there they count only beside a cheering word. `US` is none.
 */
export const everydayCodes: readonly string[] = [
  "AD AF AG AI AL AM AND ARE ARM AS AT AZ BA BB BE BEN BF BG BJ BM BO BS BY CA CAN CC CD CHE CI CO COD",
  "COG COM CR CU CUB CV DE DJ DM DO DOM EC EE ES EST ET FIN FM FO GA GAB GD GEO GF GG GIN GL GM GN GP",
  "GS GT GU GUM HM HR HT HUN ID IE IL IM IN IO IQ IR IS ISL IT JAM JE JO KI KM LA LAO LB LC LI LIE LS",
  "LT LU LUX MA MAC MAF MAR MC MCO MD ME MF MG MH ML MM MN MO MP MR MS MT MU MUS MV MW MY NA NAM NC NE",
  "NI NIC NO NOR NP NU OM PA PAN PE PER PF PG PL PM PN POL PR PS PT RE RO SA SB SC SE SEN SG SH SI SL",
  "SM SN SO SOM SR ST SUR SV TA TC TD TF TH TK TM TN TO TON TT TV UM UN VA VAT VC VE VI VU WF WS YE YT",
];

/** Codes that are whole comments by themselves (Turkish "sa", "as": greetings): alone only in capitals. */
export const smallTalkCodes: readonly string[] = ["SA AS GG GM GN NP BB"];

/** A code after one of these is meant as one; hashtags are glued of them: `#goturkey`. */
export const cheersBefore: readonly string[] = [
  "go team vote votes voting voto vota votad voten for love support viva vive vamos vai forza allez",
  "arriba haydi hadi bravo hail up por para pour per für za yalla يلا عاش تحيا jai जय",
];

/** A code before one of these is meant as one; hashtags end in them: `#turkeywins`. */
export const cheersAfter: readonly string[] = ["win wins winner zindabad gana ganha gagne kazanır"];
