import fc from 'fast-check';

const escapeCode = '\u001B';
const bell = '\u0007';
const stringEnd = `${escapeCode}\\`;

/** Texts that somebody outside may put where a name or a line of output belongs, each by what it would do to a terminal that is sent it. */
export const hostileTexts: readonly (readonly [name: string, text: string])[] = [
	['CSI that clears the screen', `${escapeCode}[2J${escapeCode}[H`],
	['CSI that colours', `${escapeCode}[31mred${escapeCode}[0m`],
	['CSI that scrolls part of the screen', `${escapeCode}[3;5r${escapeCode}[5S`],
	['CSI that leaves the second screen', `${escapeCode}[?1049l`],
	['CSI that asks for an answer', `${escapeCode}[6n${escapeCode}[c${escapeCode}[>0q`],
	['CSI without an end', `${escapeCode}[38;5;`],
	['OSC that names the window', `${escapeCode}]0;owned${bell}`],
	['OSC 8, a link', `${escapeCode}]8;;http://evil.example/${stringEnd}web-1${escapeCode}]8;;${stringEnd}`],
	['OSC 52, the clipboard', `${escapeCode}]52;c;cm0gLXJmIC8K${bell}`],
	['OSC without an end', `${escapeCode}]52;c;cm0g`],
	['DCS', `${escapeCode}Pq#0;2;0;0;0#0~~@@vv${stringEnd}`],
	['DCS through tmux', `${escapeCode}Ptmux;${escapeCode}${escapeCode}]52;c;cm0g${bell}${stringEnd}`],
	['APC', `${escapeCode}_Gf=32,s=1,v=1;AAAA${stringEnd}`],
	['PM', `${escapeCode}^private${stringEnd}`],
	['SOS', `${escapeCode}Xstart${stringEnd}`],
	['a reset', `${escapeCode}c`],
	['other character sets', `${escapeCode}(0${escapeCode})0\u000E`],
	['every C0', String.fromCharCode(...Array.from({length: 32}, (_, code) => code))],
	['every C1', String.fromCharCode(...Array.from({length: 32}, (_, code) => 0x80 + code))],
	['C1 CSI and OSC', '\u009B2J\u009D52;c;cm0g\u009C'],
	['NUL', 'a\u0000b'],
	['DEL', 'a\u007Fb'],
	['backspaces', 'stop\b\b\b\bkill'],
	['carriage return', 'good\rbad'],
	['newlines', 'one\ntwo\r\nthree\u0085four\u2028five\u2029six\u000Bseven\u000Ceight'],
	['a command to be pasted', 'web-1\nrm -rf ~\n'],
	['tabs', 'a\tb\t\tc'],
	['bidi overrides', '\u202Eevil\u202D gnp.exe\u202C'],
	['bidi isolates', '\u2066a\u2067b\u2068c\u2069'],
	['bidi marks', '\u200Ea\u200Fb\u061Cc'],
	['zero width', 'we\u200Bb\u200C-\u200D1\u2060\uFEFF'],
	['soft hyphens and joiners', 'we\u00ADb\u034F-\u180E1'],
	['fillers that are not seen', 'web\u3164\u115F\u1160\uFFA0-1\u17B4\u17B5'],
	['tags', 'web\u{E0001}\u{E0061}\u{E007F}'],
	['a storm of marks', `Z${'\u0301\u0316\u0489'.repeat(80)}a`],
	['marks without a letter', '\u0301\u0327 \u0300web'],
	['wide', '漢字かな交じり文'],
	['full width', 'ＷＥＢ－１'],
	['emoji sequences', '👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇩🇪1️⃣❤️'],
	['half a flag', '🇩 🇩🇪🇫'],
	['right to left', 'שלום עולם مرحبا'],
	['Indic and Thai', 'क्षि நி ก\u0E33 ൎക'],
	['letters that join what follows', 'x\u0D4E \u{111C2} \u{1193F}'],
	['jamo', 'ᄒ ᅡ 한 ᄀᄀᄀ각ᆨᆨ'],
	['lone surrogates', 'a\uD800b\uDFFFc\uDC00\uD800'],
	['private use', '\uE0B0\uF8FF\u{F0000}\u{10FFFD}'],
	['not characters', '\uFFFE\uFFFF\u{1FFFE}\uFFFD\uFFFC'],
	['variation selectors', 'a\uFE0Fb\uFE0E☁\uFE0F\u{E0100}'],
	['interlinear marks', 'a\uFFF9b\uFFFAc\uFFFB'],
	['odd spaces', 'a\u00A0b\u2003c\u3000d\u1680e'],
	["flydeck's own words", '● started │ ─ ✖ dead > [browse] y / N live'],
	['what a row ends in', 'web-1                     stopped'],
	['markup', '<b>&amp;\u0026#27;[31m</b>'],
	['a prototype', '__proto__'],
];

/** Any text made of hostile ones and of what is usual. */
export const hostileArbitrary: fc.Arbitrary<string> = fc.oneof(
	{weight: 3, arbitrary: fc.constantFrom(...hostileTexts.map(([, text]) => text))},
	{
		weight: 3,
		arbitrary: fc
			.array(fc.oneof(fc.constantFrom(...hostileTexts.map(([, text]) => text)), fc.string({unit: 'grapheme', maxLength: 4})), {
				maxLength: 4,
			})
			.map(parts => parts.join('')),
	},
	{weight: 2, arbitrary: fc.string({unit: 'binary', maxLength: 60})},
);

/** Texts of a megabyte, each slow for another careless way to go through it. */
export const longTexts: readonly (readonly [name: string, text: string])[] = [
	['letters', 'x'.repeat(1_000_000)],
	['words', 'word '.repeat(200_000)],
	['letters with a last one that has to be measured', `${'x'.repeat(999_999)}é`],
	['wide letters', '漢'.repeat(1_000_000)],
	['marks', `a${'\u0301'.repeat(999_999)}`],
	['newlines', '\n'.repeat(1_000_000)],
	['escapes', `${escapeCode}[`.repeat(500_000)],
	['strings without an end', `${escapeCode}]0;`.repeat(250_000)],
	['emoji', '👩‍👩‍👧‍👦'.repeat(90_000)],
	['spaces', ' '.repeat(1_000_000)],
	['quotes', `'"\\`.repeat(333_333)],
];

/**
What must not be among the letters that are shown. It is told by numbers and not by the words of `source/domain/text.ts`, so that neither is wrong
where the other is.
*/
const forbidden: readonly (readonly [first: number, last: number])[] = [
	[0x00, 0x1f],
	[0x7f, 0x9f],
	[0xad, 0xad],
	[0x34f, 0x34f],
	[0x61c, 0x61c],
	[0x115f, 0x1160],
	[0x17b4, 0x17b5],
	[0x180b, 0x180f],
	[0x200b, 0x200f],
	[0x2028, 0x202e],
	[0x2060, 0x206f],
	[0x3164, 0x3164],
	[0xd800, 0xdfff],
	[0xfe00, 0xfe0f],
	[0xfeff, 0xfeff],
	[0xffa0, 0xffa0],
	[0xfff9, 0xfffb],
	[0xe0000, 0xe0fff],
];

const hex = (code: number): string => `\\u{${code.toString(16)}}`;

/** A letter that must not be there, or more marks on one than any script has. */
const unclean = new RegExp(`[${forbidden.map(([first, last]) => `${hex(first)}-${hex(last)}`).join('')}]|\\p{M}{5}`, 'u');

/** What of a shown text a terminal would not put into a cell of its own, in words; undefined for a text that is clean. */
export const uncleanIn = (text: string): string | undefined => {
	const found = unclean.exec(text);
	return found === null
		? undefined
		: `U+${found[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')} in ${JSON.stringify(text.slice(Math.max(0, found.index - 20), found.index + 20))}`;
};

/** Every text within a value that is not clean, by the way to it. Where lines are allowed, a text may have some. */
export const uncleanWithin = (value: unknown, hasLines: (path: string) => boolean = () => false, path = ''): readonly string[] => {
	if (typeof value === 'string') {
		const found = uncleanIn(hasLines(path) ? value.replaceAll('\n', '') : value);
		return found === undefined ? [] : [`${path}: ${found}`];
	}

	if (typeof value !== 'object' || value === null) {
		return [];
	}

	const entries: readonly (readonly [unknown, unknown])[] = value instanceof Map ? [...value] : Object.entries(value);
	return entries.flatMap(([key, item]) => [
		...uncleanWithin(key, () => false, `${path} key`),
		...uncleanWithin(item, hasLines, `${path}.${String(key).slice(0, 20)}`),
	]);
};
