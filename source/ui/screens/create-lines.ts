import {changeLines} from '../../domain/config/change-lines.ts';
import type {Line} from '../../domain/details/line.ts';
import type {JsonObject} from '../../domain/json.ts';
import {numberAt, objectAt, textAt} from '../../domain/json-reader.ts';
import {printable} from '../../domain/text.ts';
import type {CreateMode, MachinePlan} from '../../store/creations.ts';
import {field, paragraph} from '../dialogs/blocks.ts';

const shown = (text: string | undefined, otherwise: string): string => (text === undefined ? otherwise : printable(text));

const sizeOf = (config: JsonObject): string => {
	const guest = objectAt(config, 'guest');
	const [cpus, memoryMb] = [numberAt(guest, 'cpus'), numberAt(guest, 'memory_mb')];
	const parts = [
		textAt(config, 'size'),
		textAt(guest, 'cpu_kind'),
		cpus === undefined ? undefined : `${cpus} ${cpus === 1 ? 'cpu' : 'cpus'}`,
		memoryMb === undefined ? undefined : `${memoryMb} MB`,
	].filter(part => part !== undefined);
	return parts.length === 0 ? 'the smallest: shared-cpu-1x, 256 MB' : printable(parts.join(' '));
};

const questionLines = ({input: {skipLaunch, leaseTtlSeconds}}: MachinePlan, width: number): readonly Line[] => [
	[{text: 'make it? ', isStrong: true}, {text: 'y', tone: 'bad'}, {text: ' / N'}],
	...paragraph(skipLaunch === true ? 'It is not launched.' : 'It is launched at once.', width, {tone: 'busy'}),
	...(leaseTtlSeconds === undefined ? [] : paragraph(`flydeck holds its lease for ${leaseTtlSeconds} s.`, width, {tone: 'busy'})),
];

const cloneLines = ({source}: MachinePlan, width: number): readonly Line[] =>
	source === undefined
		? []
		: [
				...field('clone of', [source.target.name, source.target.id].filter(text => text !== '').join('  '), width),
				...source.left.flatMap(text => paragraph(text, width, {tone: 'busy'})),
			];

/** What would be made, every value whole, and the question whether it is to be. */
export const createText = ({plan}: CreateMode, width: number): {readonly title: string; readonly lines: readonly Line[]} => {
	const {app, input, source, changes, warnings} = plan;
	const heading = source === undefined ? 'its config' : 'what differs in its config';
	return {
		title: `${source === undefined ? 'new machine' : 'clone'}, make it? y / N`,
		lines: [
			...field('app', app, width, {isStrong: true}),
			...field('name', shown(input.name, 'the API makes one up'), width),
			...questionLines(plan, width),
			...field('region', shown(input.region, 'the API chooses: near you'), width),
			...field('image', shown(textAt(input.config, 'image'), 'named by its containers'), width),
			...field('size', sizeOf(input.config), width),
			...cloneLines(plan, width),
			[],
			...(changes.length === 0
				? paragraph('Its config is the same to the letter.', width, {tone: 'good'})
				: paragraph(heading, width, {isFaint: true})),
			...changes.flatMap(change => changeLines(change, width)),
			...(warnings.length === 0 ? [] : [[]]),
			...warnings.flatMap(warning => paragraph(`the API passes over it: ${warning}`, width, {tone: 'busy'})),
		],
	};
};
