import type {Canvas} from './canvas.ts';

/** What a terminal is sent besides what it shows: it is handed on as it is. */
export type Handlers = {
	/** A mode that is switched on (`h`) or off (`l`), as `?1049`. */
	readonly mode: (mode: string, isOn: boolean) => void;
	/** Any other sequence, whole. */
	readonly other: (sequence: string) => void;
};

const escapeCharacter = '\u001B';

/** A sequence from here: CSI with its parameters and final byte; a string (OSC, DCS, APC, PM) to its end; or an escape with what follows it. */
const sequenceHere = /\u001B(?:\[([0-?]*)([ -/]*)([@-~])|[\]PX^_][^\u0007\u001B]*(?:\u0007|\u001B\\|$)|[ -/]*[0-~]|$)/y;

const numbers = (parameters: string): readonly [number, number] => {
	const [first = '', second = ''] = parameters.split(';');
	return [Number(first) || 0, Number(second) || 0];
};

/** Where the text ends that begins here: at the next control character. */
const endOfText = (data: string, from: number): number => {
	let index = from;
	while (index < data.length && data.charAt(index) !== escapeCharacter && data.charAt(index) !== '\r') {
		index += 1;
	}

	return index;
};

/** Draws on the canvas what a terminal would show of `data`, as far as Ink uses it; sequences must be whole. */
export const interpret = (data: string, canvas: Canvas, handlers: Handlers): void => {
	const control = (parameters: string, final: string): boolean => {
		const [first, second] = numbers(parameters);
		const {line, column} = canvas.cursor();
		const count = Math.max(1, first);
		switch (final) {
			case 'm':
				canvas.setStyle(parameters);
				return true;
			case 'A':
				canvas.moveTo(line - count, column);
				return true;
			case 'B':
				canvas.moveTo(line + count, column);
				return true;
			case 'C':
				canvas.moveTo(line, column + count);
				return true;
			case 'D':
				canvas.moveTo(line, column - count);
				return true;
			case 'E':
				canvas.moveTo(line + count, 0);
				return true;
			case 'F':
				canvas.moveTo(line - count, 0);
				return true;
			case 'G':
				canvas.moveTo(line, count - 1);
				return true;
			case 'H':
				canvas.moveTo(count - 1, Math.max(1, second) - 1);
				return true;
			case 'J':
				if (first === 0) {
					canvas.eraseInLine('after');
					canvas.eraseRows(line + 1, canvas.height);
				} else {
					canvas.eraseRows(0, first === 1 ? line : canvas.height);
					canvas.eraseInLine(first === 1 ? 'before' : 'all');
				}

				return true;
			case 'K':
				canvas.eraseInLine(first === 0 ? 'after' : first === 1 ? 'before' : 'all');
				return true;
			default:
				return false;
		}
	};

	/** Follows the sequence at an index; answers where it ends, and whether it only changed the style. */
	const followSequence = (data: string, index: number): {readonly end: number; readonly isStyle: boolean} => {
		sequenceHere.lastIndex = index;
		const [whole = escapeCharacter, parameters, between, final] = sequenceHere.exec(data) ?? [];
		const end = index + whole.length;
		if (parameters !== undefined && final !== undefined && between === '' && /^[\d;:]*$/.test(parameters) && control(parameters, final)) {
			return {end, isStyle: final === 'm'};
		}

		if (parameters?.startsWith('?') && (final === 'h' || final === 'l')) {
			handlers.mode(parameters, final === 'h');
		} else {
			handlers.other(whole);
		}

		return {end, isStyle: false};
	};

	/** Draws what stands between two ends of lines; answers whether that was nothing but text and styles. */
	const drawPiece = (piece: string): boolean => {
		let isPlain = true;
		for (let at = 0; at < piece.length; ) {
			const character = piece.charAt(at);
			if (character === escapeCharacter) {
				const {end, isStyle} = followSequence(piece, at);
				isPlain &&= isStyle;
				at = end;
			} else if (character === '\r') {
				canvas.moveTo(canvas.cursor().line, 0);
				isPlain = false;
				at += 1;
			} else {
				const end = endOfText(piece, at);
				canvas.write(piece.slice(at, end));
				at = end;
			}
		}

		return isPlain;
	};

	for (const [index, piece] of data.split('\n').entries()) {
		if (index > 0) {
			canvas.feedLine();
		}

		canvas.fillRow(piece, drawPiece);
	}
};
