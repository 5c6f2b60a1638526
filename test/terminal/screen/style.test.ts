import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createStyles} from '../../../source/terminal/screen/style.ts';

const parameters = fc.constantFrom(
	...[
		'',
		'0',
		'1',
		'2',
		'3',
		'4',
		'4:3',
		'4:0',
		'7',
		'8',
		'9',
		'21',
		'22',
		'23',
		'24',
		'27',
		'28',
		'29',
		'31',
		'39',
		'42',
		'49',
		'53',
		'55',
		'97',
		'101',
	],
	...['38;5;214', '48;5;3', '38;2;1;2;3', '38:2::1:2:3', '58;5;1', '59', '1;31', '0;2;44', '10', '73'],
);
const parametersOf = (sequence: string): string => sequence.slice(2, -1);

test('the way from one style to any other leads there', () => {
	fc.assert(
		fc.property(fc.array(parameters), fc.array(parameters), (first, second) => {
			const styles = createStyles({hasColors: true});
			const from = first.reduce(styles.apply, 0);
			const to = second.reduce(styles.apply, 0);
			const way = styles.transition(from, to);
			expect(way === '' ? from : styles.apply(from, parametersOf(way))).toBe(to);
		}),
	);
});

test.each([
	['a colour that changes', '31', '32', '\u001B[32m'],
	['bold that goes while the colour stays', '1;31', '31', '\u001B[22m'],
	['bold that turns dim', '1', '2', '\u001B[0;2m'],
	['bold that goes while dim stays', '1;2', '2', '\u001B[0;2m'],
	['everything that goes', '1;4;31', '', '\u001B[m'],
	['nothing', '1', '1', ''],
	['much that becomes little', '1;3;4;38;2;1;2;3', '7', '\u001B[0;7m'],
])('%s costs the fewest bytes', (_, from, to, expected) => {
	const styles = createStyles({hasColors: true});
	expect(styles.transition(styles.apply(0, from), styles.apply(0, to))).toBe(expected);
});

test('what is switched on in any order is one style', () => {
	const styles = createStyles({hasColors: true});
	expect(styles.apply(styles.apply(0, '1'), '31')).toBe(styles.apply(0, '31;1'));
	expect(styles.apply(styles.apply(0, '1;31'), '22;39')).toBe(0);
});

test('without colours the rest of a style stays', () => {
	const styles = createStyles({hasColors: false});
	expect(styles.transition(0, styles.apply(0, '1;31;48;5;3'))).toBe('\u001B[1m');
	expect(styles.apply(0, '38;2;1;2;3')).toBe(0);
});
