// The component library dressed in the roles of roles.css: its own palette is only used where a component asks for it.
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const dark: MantineColorsTuple = [
  '#e4e8ee',
  '#c9d0da',
  '#a3adba',
  '#8591a1',
  '#2a323d',
  '#262d38',
  '#1e242d',
  '#161a21',
  '#101318',
  '#07090b',
]
const gray: MantineColorsTuple = [
  '#f4f6f8',
  '#eef1f5',
  '#e3e8ee',
  '#d5dbe3',
  '#c5cdd7',
  '#9aa5b3',
  '#626d7a',
  '#4d5866',
  '#333d49',
  '#1b222b',
]
const accent: MantineColorsTuple = [
  '#e6f2ff',
  '#c6e0ff',
  '#a1cdff',
  '#7cb9ff',
  '#5aa7ff',
  '#3c92f5',
  '#2a7fe0',
  '#1668c7',
  '#1159ad',
  '#0b4589',
]

export const theme = createTheme({
  colors: { dark, gray, accent },
  primaryColor: 'accent',
  primaryShade: { dark: 4, light: 7 },
  fontFamily: 'var(--font)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.8125rem', lg: '0.9375rem', xl: '1.125rem' },
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'filled' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' } } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' } } },
    TagsInput: { defaultProps: { size: 'xs' } },
    ColorInput: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    Chip: { defaultProps: { variant: 'outline' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, fz: 12 } },
    // An empty element that takes the focus is no part of a menu; the first entry takes it.
    // Opened by a key, it is read at once: nothing fades in.
    Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false, transitionProps: { duration: 0 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    // The page itself never scrolls, and locking it would need a style tag of a library that knows no nonce.
    Modal: {
      defaultProps: {
        lockScroll: false,
        centered: true,
        // A dialog that fades out would still swallow hotkeys.
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 0.6 },
      },
    },
  },
})

export const resolver: CSSVariablesResolver = () => {
  const roles = {
    '--mantine-color-body': 'var(--panel)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-anchor': 'var(--accent-text)',
  }
  return { variables: {}, dark: roles, light: roles }
}
