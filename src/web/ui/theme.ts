import { createTheme, Menu, Modal, Tooltip, type MantineColorsTuple } from '@mantine/core';

const indigo: MantineColorsTuple = ['#ecedfb', '#d5d9f6', '#aeb5ec', '#8791e2', '#6874d8', '#535fd1', '#3f4cc7', '#3440ad', '#2b3592', '#222a76'];

/** The library dressed in our tokens. */
export const theme = createTheme({
  primaryColor: 'indigo',
  colors: { indigo },
  fontFamily: 'var(--k-font)',
  fontFamilyMonospace: 'var(--k-mono)',
  defaultRadius: 8,
  respectReducedMotion: true,
  components: {
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, withArrow: false, withinPortal: true, multiline: true, maw: 320, events: { hover: true, focus: true, touch: false } },
    }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } }),
    Modal: Modal.extend({ defaultProps: { transitionProps: { duration: 100 }, overlayProps: { backgroundOpacity: 0.35 } } }),
  },
});
