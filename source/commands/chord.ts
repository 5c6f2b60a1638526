/** One key as it was pressed: its name in the keymap (`j`, `ctrl-d`, `enter`), and the text that it types, if any. */
export type Chord = {readonly name: string; readonly text: string | undefined};

/** A text field after a key: longer by what was typed, shorter after a backspace, empty after ctrl-u; undefined when the key does not edit. */
export const editText = (text: string, {name, text: typed}: Chord): string | undefined => {
	if (typed !== undefined) {
		return text + typed;
	}

	switch (name) {
		case 'backspace':
			return [...text].slice(0, -1).join('');
		case 'ctrl-u':
			return '';
		case 'ctrl-w':
			return text.replace(/\S*\s*$/, '');
		default:
			return undefined;
	}
};
