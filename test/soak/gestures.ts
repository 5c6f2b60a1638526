const back = '\u001B';

/** What a person does, each a list of keys that are pressed one after the other, and back at the table in the end. */
const visits: readonly (readonly string[])[] = [
	['j', 'j', 'j', '\u0006', 'j', '\u0002'],
	['\r', '\r', '1', '}', '2', '3', '4', '5', '6', back, back],
	['/', 'fleet', '\r', 'j', '>', '>', 'i', back],
	['t', 'y', 'j'],
	['s', 'j'],
	['v', '+', '-', back],
	['F', '-', '+', back],
	['A', 'j', back],
	['N', 'j', back],
	['l', back],
	[':', 'group region', '\r', 'Z', 'Z', ':', 'group off', '\r'],
	[':', 'volumes', '\r', back],
	[':', 'changes', '\r', back],
	['!', 'j', 'j', '!'],
	['?', back],
	['c', back],
	[' ', 'j', ' ', '\\'],
	['\u000C', '\u0012', 'g'],
];

/** The same keys over and over. */
export const gestures = function* (): Generator<string> {
	for (;;) {
		for (const visit of visits) {
			// From wherever the one before ended, back to the table.
			yield* [...visit, back];
		}
	}
};
