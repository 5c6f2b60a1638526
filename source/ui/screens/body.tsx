import {Box} from 'ink';
import {selectScreen} from '../../store/screens.ts';
import {selectCursorMachine, selectSettledRows} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import type {Store} from '../../store/store.ts';
import {TitledBox} from '../chrome/titled-box.tsx';
import {Details} from '../details/details.tsx';
import {Preview} from '../details/preview.tsx';
import {FleetScreen} from '../fleet-view/fleet-screen.tsx';
import type {Layout} from '../layout.ts';
import {ResourceBody} from '../resources/resource-body.tsx';
import type {Painter} from '../surface.tsx';
import {Table} from '../table/table.tsx';
import {LogsScreen} from './logs-screen.tsx';
import {TimelineScreen, TimelineStrip} from './timeline-screen.tsx';

type Props = {
	/** The state for all but the table, whose cursor may be further. */
	readonly state: State;
	readonly store: Store;
	/** Paints the rows of the table; undefined where Ink has to draw them. */
	readonly painter: Painter | undefined;
	readonly layout: Layout;
};

const machineTitle = (state: State): string => {
	const machine = selectCursorMachine(state);
	return machine === undefined ? 'no machine' : `${machine.id}  ${machine.name}`;
};

const SideBySide = ({state, store, painter, layout: {table, details}}: Props) => (
	<Box>
		<TitledBox
			title={`machines ${selectSettledRows(state).length}/${state.fleet.size}`}
			width={table.width}
			height={table.height}
			isFocused={state.view.focus === 'table'}
		>
			<Table store={store} painter={painter} width={table.width - 2} lines={table.lines} />
		</TitledBox>
		<TitledBox title={machineTitle(state)} width={details.width} height={details.height} isFocused={state.view.focus === 'details'}>
			<Details state={state} width={details.width - 2} lines={details.lines} />
		</TitledBox>
	</Box>
);

/** Everything between header and footer. */
export const Body = (props: Props) => {
	const {state, store, painter, layout} = props;
	const {mode} = state.view;
	if (mode.kind === 'logs') {
		return <LogsScreen state={state} mode={mode} layout={layout} />;
	}

	if (mode.kind === 'timeline') {
		return <TimelineScreen state={state} mode={mode} layout={layout} />;
	}

	if (mode.kind === 'fleet') {
		return <FleetScreen state={state} mode={mode} layout={layout} />;
	}

	const screen = selectScreen(state);
	if (screen !== undefined) {
		return <ResourceBody state={state} screen={screen} layout={layout} />;
	}

	switch (layout.arrangement) {
		case 'side-by-side':
			return (
				<>
					<SideBySide {...props} />
					{layout.stripBars === 0 ? null : <TimelineStrip state={state} layout={layout} />}
				</>
			);
		case 'details':
			return (
				<TitledBox title={machineTitle(state)} width={layout.details.width} height={layout.details.height} isFocused>
					<Details state={state} width={layout.details.width - 2} lines={layout.details.lines} />
				</TitledBox>
			);
		case 'table':
			return (
				<>
					<Table store={store} painter={painter} width={layout.table.width} lines={layout.table.lines} />
					{layout.previewLines === 0 ? null : <Preview state={state} width={layout.columns} lines={layout.previewLines} />}
				</>
			);
		case 'too-small':
			return null;
	}
};
