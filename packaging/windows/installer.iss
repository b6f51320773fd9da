; The Windows installer (Inno Setup 6): iscc /DVersion=1.0.0 packaging\windows\installer.iss, after packaging\bundle.py.
; It installs for the user alone, without an administrator, and makes *.briefing open with the program.
; It could not be run where it was written; see docs\building.md.

#ifndef Version
  #error "Give the version of data\version.py: iscc /DVersion=1.0.0 packaging\windows\installer.iss"
#endif
#ifndef Out
  #define Out "..\out"
#endif
#define Name "Caspian Atlas"
#define Program "caspian-atlas.exe"
#define Kind "CaspianAtlas.briefing"

[Setup]
AppId={{6B0F6C1E-6C6E-4B57-9B0B-3C4E0B7E5A11}
AppName={#Name}
AppVersion={#Version}
AppPublisher=The Caspian Atlas authors
VersionInfoVersion={#Version}
DefaultDirName={autopf}\{#Name}
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
CloseApplications=yes
LicenseFile=..\..\LICENSE
SetupIconFile={#Out}\made\caspian-atlas.ico
UninstallDisplayIcon={app}\{#Program}
UninstallDisplayName={#Name}
OutputDir={#Out}
OutputBaseFilename=caspian-atlas-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ja"; MessagesFile: "compiler:Languages\Japanese.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[Files]
Source: "{#Out}\caspian-atlas\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; What an earlier version brought and this one does not.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\{#Program}"; AppUserModelID: "CaspianAtlas"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Program}"; AppUserModelID: "CaspianAtlas"; Tasks: desktopicon

[Registry]
; HKA is HKEY_CURRENT_USER in an installation for the user, HKEY_LOCAL_MACHINE in one for all.
Root: HKA; Subkey: "Software\Classes\.briefing"; ValueType: string; ValueName: ""; ValueData: "{#Kind}"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.briefing"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-caspian-briefing"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\.briefing\OpenWithProgids"; ValueType: string; ValueName: "{#Kind}"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#Kind}"; ValueType: string; ValueName: ""; ValueData: "{#Name} briefing"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#Kind}\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\{#Program},0"
Root: HKA; Subkey: "Software\Classes\{#Kind}\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\{#Program}"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\{#Program}\SupportedTypes"; ValueType: string; ValueName: ".briefing"; ValueData: ""; Flags: uninsdeletekey

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent
