import type {Line} from '../../domain/details/line.ts';
import type {MachineGroup} from '../../domain/fleet-view/groups.ts';
import {allCpus, inAmount, memoryInWords} from '../../domain/fleet-view/totals.ts';
import {toneOfCount} from '../../domain/fleet-view/trouble-count.ts';
import type {Tone} from '../../domain/lifecycle.ts';
import {inWidth, widthOf} from '../../domain/text.ts';

/** The head of a group as text, exactly as wide as the table. */
export type GroupText = {readonly gutter: string; readonly name: string; readonly sums: string; readonly troubleTone: Tone | undefined};

const gutterWidth = 3;
const widestName = 40;
const nameShare = 0.4;

/** The cells that the names of some groups take, the sign before them included, in a table of this width. */
export const nameWidth = (groups: readonly MachineGroup[], width: number): number =>
	2 + Math.min(widestName, Math.floor(width * nameShare), Math.max(0, ...groups.map(({name}) => widthOf(name))));

const marksInWords = (marked: number, all: number): string => (marked === 0 ? '' : `${marked === all ? 'all' : marked} marked`);

const troubleInWords = ({trouble}: MachineGroup): string =>
	trouble === undefined ? '' : `${trouble.count} in trouble${trouble.count === 1 ? '' : ', worst'}: ${trouble.worst.kind}`;

/** Writes the head of a group: what it comes to, started and all, and what is wrong in it. Where there is no room, the last words go first. */
export const groupText = (
	group: MachineGroup,
	{
		isCursor,
		isFolded,
		marks,
		width,
		nameCells,
	}: {
		readonly isCursor: boolean;
		readonly isFolded: boolean;
		readonly marks: ReadonlySet<string>;
		readonly width: number;
		readonly nameCells: number;
	},
): GroupText => {
	const {machines, totals, trouble, name} = group;
	const marked = marks.size === 0 ? 0 : machines.filter(({id}) => marks.has(id)).length;
	const words = [
		`${inAmount(totals.machines).padStart(7)} started`,
		troubleInWords(group),
		marksInWords(marked, totals.machines.all),
		`${inAmount(allCpus(totals))} cpus`,
		memoryInWords(totals.memoryMb),
	];
	return {
		gutter: `${isCursor ? '>' : ' '}${trouble === undefined ? ' ' : '!'}${marked === 0 ? ' ' : '*'}`,
		name: inWidth(`${isFolded ? '▸' : '▾'} ${name}`, nameCells),
		sums: inWidth(words.filter(text => text !== '').join('  '), Math.max(0, width - gutterWidth - nameCells - 1)),
		troubleTone: toneOfCount(trouble),
	};
};

/** The head of a group as a line. */
export const groupLine = ({gutter, name, sums, troubleTone}: GroupText, isCursor: boolean): Line => [
	{text: gutter, tone: troubleTone},
	{text: name, isStrong: true, isInverse: isCursor},
	{text: ' '},
	{text: sums, tone: troubleTone},
];
