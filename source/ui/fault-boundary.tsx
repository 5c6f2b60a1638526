import {useApp} from 'ink';
import {Component, type ReactNode} from 'react';

type Props = {readonly tell: (error: Error) => void; readonly children: ReactNode};

/** Shows nothing any more once something below it has thrown. */
class Boundary extends Component<Props, {readonly hasFailed: boolean}> {
	static getDerivedStateFromError(): {readonly hasFailed: boolean} {
		return {hasFailed: true};
	}

	override state = {hasFailed: false};

	override componentDidCatch(error: unknown): void {
		this.props.tell(error instanceof Error ? error : new Error(String(error)));
	}

	override render(): ReactNode {
		return this.state.hasFailed ? null : this.props.children;
	}
}

/**
Ends the program when drawing or an effect throws. Ink would draw a page about the error, and where that fails too, it would leave a screen on
which no key does anything.
*/
export const FaultBoundary = ({children}: Pick<Props, 'children'>) => <Boundary tell={useApp().exit}>{children}</Boundary>;
