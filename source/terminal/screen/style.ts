/** The SGR parameter that keeps cells free: nothing that is written there by itself can be seen. */
export const roomCode = '8';

/** A style of a cell: its number in the table that gave it. 0 is a cell without any. */
export type Style = number;

type Slot =
	| 'bold'
	| 'dim'
	| 'italic'
	| 'underline'
	| 'blink'
	| 'inverse'
	| 'hidden'
	| 'strikethrough'
	| 'foreground'
	| 'background'
	| 'overline'
	| 'underlineColor';

/** The code that switches off what a cell can have. One code ends both bold and dim. */
const offCodes: Readonly<Record<Slot, string>> = {
	bold: '22',
	dim: '22',
	italic: '23',
	underline: '24',
	blink: '25',
	inverse: '27',
	hidden: '28',
	strikethrough: '29',
	foreground: '39',
	background: '49',
	overline: '55',
	underlineColor: '59',
};

const slotByCode: ReadonlyMap<number, Slot> = new Map<number, Slot>([
	[1, 'bold'],
	[2, 'dim'],
	[3, 'italic'],
	[4, 'underline'],
	[21, 'underline'],
	[5, 'blink'],
	[6, 'blink'],
	[7, 'inverse'],
	[8, 'hidden'],
	[9, 'strikethrough'],
	[38, 'foreground'],
	[48, 'background'],
	[53, 'overline'],
	[58, 'underlineColor'],
]);

const slotOf = (code: number): Slot | undefined => {
	if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
		return 'foreground';
	}

	return (code >= 40 && code <= 47) || (code >= 100 && code <= 107) ? 'background' : slotByCode.get(code);
};

/** What a style consists of: the parameters that switch each thing on. */
type Parts = ReadonlyMap<Slot, string>;

/** How many of the parameters belong to one: an extended colour takes three or five. */
const spanAt = (words: readonly string[], index: number): number => {
	if (!['38', '48', '58'].includes(words[index] ?? '')) {
		return 1;
	}

	return words[index + 1] === '5' ? 3 : 5;
};

const withParameters = (parts: Parts, parameters: string): Parts => {
	const next = new Map(parts);
	const words = parameters.split(';');
	for (let index = 0; index < words.length; ) {
		const length = spanAt(words, index);
		const word = words.slice(index, index + length).join(';');
		index += length;
		const code = Number.parseInt(word === '' ? '0' : word, 10);
		const slot = slotOf(code);
		if (code === 0) {
			next.clear();
		} else if (slot !== undefined && word !== '4:0') {
			next.set(slot, word);
		} else {
			const off = word === '4:0' ? offCodes.underline : word;
			for (const other of [...next.keys()].filter(one => offCodes[one] === off)) {
				next.delete(other);
			}
		}
	}

	return next;
};

const colors: ReadonlySet<Slot> = new Set(['foreground', 'background', 'underlineColor']);

const withoutColors = (parts: Parts): Parts => new Map([...parts].filter(([slot]) => !colors.has(slot)));

const sequence = (words: readonly string[]): string => `\u001B[${words.join(';')}m`;

const transitionOf = (from: Parts, to: Parts): string => {
	const off = new Set([...from.keys()].filter(slot => !to.has(slot)).map(slot => offCodes[slot]));
	// What shares its code with something that ends is switched on again.
	const on = [...to].filter(([slot, word]) => from.get(slot) !== word || off.has(offCodes[slot])).map(([, word]) => word);
	const change = sequence([...off, ...on]);
	const anew = to.size === 0 ? sequence([]) : sequence(['0', ...to.values()]);
	return anew.length < change.length ? anew : change;
};

/** Keeps each style once, so that two cells look alike exactly when their numbers are equal. Without colours only the other things that a cell can have are kept. */
export const createStyles = ({hasColors}: {readonly hasColors: boolean}) => {
	const partsOf: Parts[] = [new Map()];
	const styleByKey = new Map<string, Style>([['', 0]]);
	const applied = new Map<string, Style>();
	const transitions = new Map<number, string>();

	const intern = (parts: Parts): Style => {
		const key = [...parts]
			.map(part => part.join(' '))
			.sort()
			.join(',');
		const known = styleByKey.get(key);
		if (known !== undefined) {
			return known;
		}

		const style = partsOf.push(parts) - 1;
		styleByKey.set(key, style);
		return style;
	};

	const parts = (style: Style): Parts => partsOf[style] ?? new Map();

	return {
		/** The style after the parameters of an SGR sequence, as `1;38;5;214`. */
		apply(style: Style, parameters: string): Style {
			const key = `${style} ${parameters}`;
			let next = applied.get(key);
			if (next === undefined) {
				const changed = withParameters(parts(style), parameters);
				next = intern(hasColors ? changed : withoutColors(changed));
				applied.set(key, next);
			}

			return next;
		},
		/** The shortest sequence that leads from one style to another; empty where they are one. */
		transition(from: Style, to: Style): string {
			if (from === to) {
				return '';
			}

			const key = from * 65_536 + to;
			let found = transitions.get(key);
			if (found === undefined) {
				found = transitionOf(parts(from), parts(to));
				transitions.set(key, found);
			}

			return found;
		},
	};
};

export type Styles = ReturnType<typeof createStyles>;
