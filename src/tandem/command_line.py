"""The command line's own help: Tandem's commands with a sentence each, not those of the libraries below."""

from django.core.management import ManagementUtility, get_commands, load_command_class


class CommandLine(ManagementUtility):
    def execute(self) -> None:
        """Run the command. It works for the program, not for a reader, and its connections say so (`reach.py`)."""
        from tandem.foundation.database import reach

        reach.standing("command")
        super().execute()

    def main_help_text(self, commands_only: bool = False) -> str:
        """What `bin/tandem help` prints. Library commands still run by name; they are not listed."""
        own = {name: app for name, app in get_commands().items() if app.startswith("tandem.")}
        if commands_only:
            return "\n".join(sorted(own))
        lines = ["bin/tandem COMMAND [options]     (bin/tandem COMMAND --help says more)", ""]
        lines += [f"  {name:<14}{load_command_class(app, name).help}" for name, app in sorted(own.items())]
        return "\n".join(lines)
