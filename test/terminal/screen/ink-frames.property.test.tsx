import {EventEmitter} from 'node:events';
import fc from 'fast-check';
import {Box, render, Text} from 'ink';
import {expect, test} from 'vitest';
import {FakeTerminal, openScreenPair} from '../../helpers/screen-pair.ts';

const words = fc.constantFrom(
	...[
		'web',
		'started',
		'●',
		'─────',
		'é',
		'e\u0301x',
		'日本',
		'ｱｲ',
		'🙂',
		'👩‍👩‍👧',
		'⚠\uFE0F',
		'שלום',
		' ',
		'12 min',
		'a long sentence of words',
	],
);
const color = fc.constantFrom(undefined, 'red', 'green', '#ff8800', 'ansi256(214)');
const piece = fc.record({
	text: fc.array(words, {maxLength: 4}).map(list => list.join('')),
	color,
	backgroundColor: color,
	bold: fc.boolean(),
	dimColor: fc.boolean(),
	inverse: fc.boolean(),
	underline: fc.boolean(),
});
const row = fc.array(piece, {maxLength: 3});
const picture = fc.record({rows: fc.array(row, {maxLength: 12}), offset: fc.nat(4), hasBorder: fc.boolean()});
const size = fc.record({columns: fc.integer({min: 40, max: 60}), rows: fc.integer({min: 4, max: 12})});
const step = fc.oneof(
	{weight: 5, arbitrary: fc.record({kind: fc.constant('draw' as const), picture})},
	{weight: 3, arbitrary: fc.record({kind: fc.constant('scroll' as const), by: fc.nat(3)})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('resize' as const), size})},
);

type Picture = typeof picture extends fc.Arbitrary<infer Value> ? Value : never;

/** A screen of its own size, with room at its right for glyphs that a terminal takes to be wider than Ink does. */
const Screen = ({
	picture: {rows, offset, hasBorder},
	columns,
	height,
}: {
	readonly picture: Picture;
	readonly columns: number;
	readonly height: number;
}) => (
	<Box
		width={columns}
		height={height}
		paddingRight={12}
		overflow="hidden"
		flexDirection="column"
		{...(hasBorder ? {borderStyle: 'round', borderRight: false} : {})}
	>
		{rows.slice(offset).map((pieces, index) => (
			<Text key={index} wrap="truncate">
				{pieces.map(({text, color: ink, backgroundColor, ...looks}, at) => (
					<Text
						key={at}
						{...looks}
						{...(ink === undefined ? {} : {color: ink})}
						{...(backgroundColor === undefined ? {} : {backgroundColor})}
					>
						{text}
					</Text>
				))}
			</Text>
		))}
	</Box>
);

test("Ink's screens look the same, cell by cell, with the stream and without it", async () => {
	await fc.assert(
		fc.asyncProperty(size, picture, fc.array(step, {maxLength: 8}), async (first, begun, steps) => {
			let {columns, rows} = first;
			let shown = begun;
			const pair = openScreenPair(columns, rows);
			const terminal = new FakeTerminal(columns, rows, pair.write);
			const screen = () => <Screen picture={shown} columns={columns} height={rows} />;
			const instance = render(screen(), {
				stdout: terminal as unknown as NodeJS.WriteStream,
				stdin: new EventEmitter() as NodeJS.ReadStream,
				alternateScreen: true,
				interactive: true,
				patchConsole: false,
				exitOnCtrlC: false,
				maxFps: 1000,
			});
			for (const next of steps) {
				if (next.kind === 'resize') {
					// The emulator takes a size at once and bytes later: a frame of the old size must be shown before.
					await pair.pictures();
					({columns, rows} = next.size);
					pair.resize(columns, rows);
					terminal.resize(columns, rows);
				} else {
					shown = next.kind === 'draw' ? next.picture : {...shown, offset: shown.offset + next.by};
				}

				instance.rerender(screen());
				await instance.waitUntilRenderFlush();
				const {direct, through} = await pair.pictures();
				expect(through).toEqual(direct);
			}

			instance.unmount();
			const {direct, through} = await pair.pictures();
			expect(through).toEqual(direct);
		}),
		{numRuns: 60},
	);
});
