import {Box} from 'ink';
import {plain} from '../../domain/details/line.ts';
import type {FleetMode} from '../../store/fleet-view/fleet.ts';
import type {State} from '../../store/state.ts';
import {TitledBox} from '../chrome/titled-box.tsx';
import {Lines} from '../details/lines.tsx';
import type {Layout} from '../layout.ts';
import {pageColumns, pageHeight, pageLines} from '../screens/reading-screen.tsx';
import {emptyText} from '../table/empty-text.ts';
import {fleetLines, fleetTitle} from './fleet-lines.ts';

/** The page about the fleet in place of the body. */
export const FleetScreen = ({state, mode, layout}: {readonly state: State; readonly mode: FleetMode; readonly layout: Layout}) => {
	const width = pageColumns(layout);
	const lines = state.fleet.size === 0 ? emptyText(state).map(plain) : fleetLines(state, mode, width);
	return (
		<TitledBox title={fleetTitle(state, mode, width)} width={layout.columns} height={pageHeight(layout)} isFocused>
			<Box flexDirection="column" paddingX={1}>
				<Lines lines={lines} scroll={0} count={pageLines(layout)} width={width} />
			</Box>
		</TitledBox>
	);
};
